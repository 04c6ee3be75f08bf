// Migration 1: one row a decision. Main process, CLI.

/** Wall-clock time is for people; `sequence` is the order. `score` is null where no frame was judged, never a number in its place. */
export const createDecisions = `
CREATE TABLE decisions (
  sequence      INTEGER PRIMARY KEY AUTOINCREMENT,
  id            TEXT    NOT NULL UNIQUE,
  at_ms         INTEGER NOT NULL,
  session_id    TEXT    NOT NULL UNIQUE,
  host          TEXT    NOT NULL CHECK (host IN ('kiosk', 'demo', 'cli', 'api')),
  policy        TEXT    NOT NULL,
  policy_sha256 TEXT    NOT NULL CHECK (length(policy_sha256) = 64),
  outcome       TEXT    NOT NULL CHECK (outcome IN ('bona-fide', 'attack', 'non-response')),
  decision      TEXT    NOT NULL CHECK (decision IN ('grant', 'deny')),
  reasons       TEXT    NOT NULL CHECK (json_valid(reasons)),
  score         REAL    CHECK (score BETWEEN 0 AND 1),
  passed        TEXT    NOT NULL CHECK (json_valid(passed)),
  duration_ms   INTEGER NOT NULL CHECK (duration_ms >= 0),
  models        TEXT    NOT NULL CHECK (json_valid(models)),
  CHECK (decision = 'deny' OR outcome = 'bona-fide')
) STRICT;
CREATE INDEX decisions_by_time ON decisions (at_ms);
`;
