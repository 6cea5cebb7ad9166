/** A device-type file as a part of the study's own. */
import { done, type Outcome } from '@weft/units';
import { readDeviceType } from '@weft/codecs';
import { ownOfPart, ownPartId, type OwnPart } from '@weft/model';
import { partOfDevice } from '@weft/site';

/** Reads the file; a fault says why it is none. The part's id is made of its name and may have to be made a free one. */
export function deviceIn(name: string, bytes: Uint8Array): Outcome<OwnPart> {
  const read = readDeviceType(bytes);
  if (!read.ok) return read;
  const { manufacturer, model } = read.value;
  const id = ownPartId(`${manufacturer} ${model}`);
  const part = ownOfPart(partOfDevice(id, read.value), id, `device file ${name}`.slice(0, 200));
  if (part === null) throw new Error('a device file gives a switch, but this part is a medium');
  return done(part);
}
