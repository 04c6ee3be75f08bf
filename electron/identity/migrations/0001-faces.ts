// Migration 1: collections and their faces. Main process, API, CLI.

/**
 * `sealed` holds template, external id and consent; the columns beside it are under its authentication. `person` finds the faces of one
 * external id without saying which it is. A face is never changed, and a `sequence` never used again.
 */
export const createFaces = `
CREATE TABLE collections (
  sequence      INTEGER PRIMARY KEY AUTOINCREMENT,
  id            TEXT    NOT NULL UNIQUE,
  name          TEXT    NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE faces (
  sequence         INTEGER PRIMARY KEY AUTOINCREMENT,
  id               TEXT    NOT NULL UNIQUE,
  collection_id    TEXT    NOT NULL REFERENCES collections (id),
  person           BLOB    NOT NULL CHECK (length(person) = 16),
  nonce            BLOB    NOT NULL CHECK (length(nonce) = 12),
  sealed           BLOB    NOT NULL,
  quality          REAL    NOT NULL CHECK (quality BETWEEN 0 AND 1),
  liveness_checked INTEGER NOT NULL CHECK (liveness_checked IN (0, 1)),
  liveness_score   REAL    CHECK (liveness_score BETWEEN 0 AND 1),
  created_at_ms    INTEGER NOT NULL,
  expires_at_ms    INTEGER,
  CHECK ((liveness_checked = 1) = (liveness_score IS NOT NULL))
) STRICT;
CREATE INDEX faces_by_person ON faces (collection_id, person);
CREATE INDEX faces_by_expiry ON faces (expires_at_ms) WHERE expires_at_ms IS NOT NULL;

-- One row: something that only the register's key opens.
CREATE TABLE key_check (
  one    INTEGER PRIMARY KEY CHECK (one = 1),
  nonce  BLOB NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
`;
