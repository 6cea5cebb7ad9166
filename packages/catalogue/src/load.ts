/**
 * The catalogue for a caller that must start without it (the web shell has a size budget): the data arrives in a chunk of its own.
 */
export type Library = typeof import('./library.ts') & typeof import('./facts.ts') & typeof import('./band.ts');

/** Fetches the data once; later calls get the same library. */
export async function loadCatalogue(): Promise<Library> {
  const [library, facts, band] = await Promise.all([import('./library.ts'), import('./facts.ts'), import('./band.ts')]);
  return { ...library, ...facts, ...band };
}
