/** The ids of the buttons that panels stand beside; on a narrow screen, where these are not shown, that of the menu. */
export const panelButtons = { history: 'open-history', views: 'open-views', fallback: 'main-menu' } as const;
