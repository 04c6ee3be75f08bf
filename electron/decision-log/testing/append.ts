// Appends so many decisions to a log, as another process would. Tests only.

import { openDecisionLog } from '../decision-log.ts';
import { decisionRecord } from './record.ts';

const [path = '', name = '', count = '0'] = process.argv.slice(2);
using log = openDecisionLog(path);
for (let i = 0; i < Number(count); i += 1) await log.append(decisionRecord(`${name}${i}`));
