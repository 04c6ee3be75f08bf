// Test support: a judging process that crashes on a file called `crash` and finds all others bona fide. Not shipped.

import { padScore } from '#core/pad/index.ts';
import { judgeTask, type JudgeMessage } from '../judge-messages.ts';

process.on('message', (message) => {
  const task = judgeTask.parse(message);
  if (task.task === 'judge') return post({ kind: 'bad', code: 'TRUNCATED', message: 'picture' });
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

function post(message: JudgeMessage): void {
  process.send?.(message);
}
