// Enrols so many people, as another process would, then deletes every second of them. Tests only.

import { madeUpTemplate, newFace } from './people.ts';
import { open } from './register.ts';

const [folder = '', collection = '', name = '', count = '0'] = process.argv.slice(2);
using identity = await open(folder);
for (let i = 0; i < Number(count); i += 1) {
  const { id } = await identity.enrol(collection, newFace(`${name}${i}`, madeUpTemplate(i + 1)));
  if (i % 2 === 1) await identity.removeFace(collection, id);
}
