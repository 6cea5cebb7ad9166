/** The catalogue as the app sees it: its data arrives in a chunk of its own, after the first paint. */
import { useEffect, useState } from 'react';
import { loadCatalogue, type Library } from '@weft/catalogue';

let library: Library | null = null;
let loading: Promise<Library> | null = null;

/** The library, fetched once. */
export function catalogueLibrary(): Promise<Library> {
  return (loading ??= loadCatalogue().then((loaded) => (library = loaded)));
}

/** The library once it is there, null before. */
export function useLibrary(): Library | null {
  const [found, setFound] = useState(library);
  useEffect(() => {
    if (found !== null) return;
    let gone = false;
    void catalogueLibrary().then((loaded) => {
      if (!gone) setFound(loaded);
    });
    return () => {
      gone = true;
    };
  }, [found]);
  return found;
}
