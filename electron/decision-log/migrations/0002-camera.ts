// Migration 2: which camera a session looked through. Main process, CLI.

/** Null where there was none, as for a recording, and in entries from before this column. */
export const addCamera = `
ALTER TABLE decisions ADD COLUMN camera TEXT CHECK (camera IS NULL OR json_valid(camera));
`;
