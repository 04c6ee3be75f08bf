import { describe, expect, it } from 'vitest';
import { PAI_SPECIES, padScore } from '#core/pad/index.ts';
import { evaluate, type JudgedFile } from './evaluation.ts';
import { reportPage } from './report-page.ts';
import { worstOf } from './report-pictures.ts';
import { percent, rateText, type Report } from './report.ts';

const PIXEL = 'data:image/jpeg;base64,AAAA';

const judged = (file: string, presented: JudgedFile['presented'], score: number): JudgedFile => ({
  file,
  presented,
  verdict: {
    kind: 'judged',
    media: 'still',
    outcome: score >= 0.6 ? 'bona-fide' : 'attack',
    score: padScore(score),
    issue: null,
    pai: null,
    elapsedMs: 40,
  },
});

const hostile = `bona-fide/"><script>alert(1)</script>&'.jpg`;
const files = [
  judged(hostile, 'bona-fide', 0.3),
  judged('bona-fide/b.jpg', 'bona-fide', 0.9),
  ...PAI_SPECIES.map((species, i) => judged(`attack/${species}/a.jpg`, species, i / 10)),
];
const report: Report = {
  version: 1,
  at: '2026-01-02T03:04:05.000Z',
  material: {
    folder: 'door camera',
    judged: files.length,
    recalled: 0,
    bad: [{ file: 'bona-fide/<x>.txt', code: 'UNSUPPORTED_MEDIA', message: 'no picture' }],
  },
  judging: { threshold: 0.6, strict: false },
  engine: {
    version: '1.2.3',
    sourcesSha256: 'a'.repeat(64),
    policySha256: 'b'.repeat(64),
    sha256: 'c'.repeat(64),
    models: { yunet_n_dynamic: 'd'.repeat(64) },
  },
  elapsedMs: 1234,
  ...evaluate(files, { threshold: 0.6, strict: false }),
};
const page = reportPage(
  report,
  files.map((file) => ({ file, thumbnail: PIXEL })),
);

describe('the report page', () => {
  it('needs nothing but itself: no script, no address, and a policy that forbids both', () => {
    expect(page).toContain(`default-src 'none'; img-src data:; style-src 'unsafe-inline'`);
    expect(page).not.toMatch(/<script|<link|<iframe|@import|url\((?!#)/i);
    const addresses = page.match(/\bhttps?:\/\/[^"' ]+/g) ?? [];
    // Names of SVG's own language, which nobody fetches.
    expect(addresses.filter((address) => !address.startsWith('http://www.w3.org/'))).toEqual([]);
  });

  it('shows names of files as text, whatever they contain', () => {
    expect(page).toContain(
      `bona-fide/&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#39;.jpg`,
    );
    expect(page).toContain('bona-fide/&lt;x&gt;.txt');
  });

  it('has the worst species as its headline, and every species in its table', () => {
    expect(page).toContain('APCER, worst species: deepfake');
    for (const species of PAI_SPECIES) expect(page).toContain(`<b>${species}</b>`);
  });

  it('draws one histogram a class, the DET curve and the times', () => {
    expect(page.match(/<svg /g)).toHaveLength(PAI_SPECIES.length + 1 + 1 + 1);
    expect(page).not.toMatch(/NaN|undefined|\[object/);
  });

  it('says which engine, models and policy judged', () => {
    for (const hash of ['a', 'b', 'd']) expect(page).toContain(hash.repeat(64));
  });

  it('says that it shows people, and shows none when it is told so', () => {
    expect(page).toContain('This part shows people');
    const without = reportPage(report, []);
    expect(without).not.toContain('<img');
    expect(without).not.toContain('This part shows people');
  });
});

describe('the worst errors', () => {
  it('are the attacks that were let in, then those that nearly were; then bona fide from the lowest', () => {
    const shown = worstOf(files).map(({ file }) => file);
    expect(shown.slice(0, 2)).toEqual(['attack/unknown/a.jpg', 'attack/injection/a.jpg']);
    expect(shown.slice(-2)).toEqual([hostile, 'bona-fide/b.jpg']);
  });

  it('are a dozen of each at most', () => {
    const many = Array.from({ length: 50 }, (_, i) => judged(`${i}`, 'print', i / 50));
    expect(worstOf(many)).toHaveLength(12);
  });
});

describe('a percentage', () => {
  it.each([
    [0, '0%'],
    [0.000_01, '<0.01%'],
    [0.0025, '0.25%'],
    [0.0243, '2.4%'],
    [0.5, '50%'],
    [0.9999, '>99.9%'],
    [1, '100%'],
  ])('of %d reads %s', (share, text) => {
    expect(percent(share)).toBe(text);
  });

  it('is a dash where nothing was presented', () => {
    expect(rateText(null)).toBe('–');
    expect(rateText([0, 0, 0.0243])).toBe('0% (0%–2.4%)');
  });
});
