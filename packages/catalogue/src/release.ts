/** The release a study names when it takes figures from this catalogue: year and month of the data. */
export const release = '2026.11';
