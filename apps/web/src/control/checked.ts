/** What needs the checks of whole studies: kept out of the first load, fetched when something comes from outside. */
export { readStudy, sameJson, removeOwnPart, setOwnPart, setWorkload } from '@weft/model';
