/** Share links and study files alone: the importers and exporters of the codecs work in the engine. */
export { decodeShare, encodeShare, shareReach, studyForSvg, studyIntoPng, writeStudyFile } from '@weft/codecs';
