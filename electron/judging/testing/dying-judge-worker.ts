// Test support: a judging process that crashes on a file called `crash` or an empty picture and finds all others bona fide. Not shipped.

import { existsSync } from 'node:fs';
import { padScore } from '#core/pad/index.ts';
import { judgeTask, type JudgeMessage, type WholeTask } from '../judge-messages.ts';

process.on('message', (message) => {
  const task = judgeTask.parse(message);
  if (task.task === 'judge') return answerWhole(task);
  if (task.path === 'crash') process.kill(process.pid, 'SIGKILL');
  const verdict = {
    kind: 'judged' as const,
    media: 'still' as const,
    outcome: 'bona-fide' as const,
    score: padScore(0.9),
    issue: null,
    pai: null,
    elapsedMs: 1,
  };
  post({ kind: 'checked', verdict });
});
process.once('disconnect', () => process.exit(0));

post({ kind: 'ready', models: {} });

/** An empty picture crashes it. A fault names the clip as the media do: by its path. */
function answerWhole({ media }: WholeTask): void {
  if (media.kind === 'still' && media.bytes.length === 0) process.kill(process.pid, 'SIGKILL');
  const what = media.kind === 'clip' && existsSync(media.path) ? `${media.path}: gone` : 'picture';
  post({ kind: 'bad', code: 'TRUNCATED', message: what });
}

function post(message: JudgeMessage): void {
  process.send?.(message);
}
