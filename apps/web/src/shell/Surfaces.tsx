/** What is open above the page: menus and dialogs, each loaded when first opened. */
import { lazy, Suspense } from 'react';
import { useSession } from '../stores/hooks.ts';
import { showSurface } from '../stores/session.ts';

const LazyMenu = lazy(() => import('../ui/LazyMenu.tsx'));
const ShareDialog = lazy(() => import('../dialogs/ShareDialog.tsx'));
const PictureDialog = lazy(() => import('../dialogs/PictureDialog.tsx'));
const DraftsDialog = lazy(() => import('../dialogs/DraftsDialog.tsx'));
const ExamplesDialog = lazy(() => import('../dialogs/ExamplesDialog.tsx'));
const StartDialog = lazy(() => import('../dialogs/StartDialog.tsx'));
const ExportDialog = lazy(() => import('../dialogs/ExportDialog.tsx'));
const ImportedDialog = lazy(() => import('../dialogs/ImportedDialog.tsx'));
const CommandDialog = lazy(() => import('../dialogs/CommandDialog.tsx'));
const FindDialog = lazy(() => import('../dialogs/FindDialog.tsx'));
const ShortcutsDialog = lazy(() => import('../dialogs/ShortcutsDialog.tsx'));
const SettingsDialog = lazy(() => import('../dialogs/SettingsDialog.tsx'));
const LinkManyDialog = lazy(() => import('../dialogs/LinkManyDialog.tsx'));
const TemplateDialog = lazy(() => import('../dialogs/TemplateDialog.tsx'));

const close = () => showSurface(null);

export function Surfaces() {
  const surface = useSession((s) => s.surface);
  if (surface === null) return null;
  return <Suspense>{content()}</Suspense>;

  function content() {
    switch (surface!.kind) {
      case 'menu':
        return <LazyMenu {...surface!} close={close} />;
      case 'share':
        return <ShareDialog close={close} />;
      case 'picture':
        return <PictureDialog kind={surface!.format ?? 'png'} close={close} />;
      case 'drafts':
        return <DraftsDialog close={close} />;
      case 'examples':
        return <ExamplesDialog close={close} />;
      case 'start':
        return <StartDialog close={close} />;
      case 'export':
        return <ExportDialog close={close} />;
      case 'imported':
        return <ImportedDialog close={close} />;
      case 'palette':
        return <CommandDialog close={close} />;
      case 'find':
        return <FindDialog close={close} />;
      case 'shortcuts':
        return <ShortcutsDialog close={close} />;
      case 'settings':
        return <SettingsDialog tab={surface!.tab ?? 'general'} close={close} />;
      case 'linkMany':
        return <LinkManyDialog close={close} />;
      case 'makeTemplate':
        return <TemplateDialog close={close} />;
    }
  }
}
