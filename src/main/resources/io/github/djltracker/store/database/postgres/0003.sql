-- Version 3, as that of SQLite.
ALTER TABLE run_value ADD COLUMN step DOUBLE PRECISION;

-- The values of all runs are read anew before runs are looked for.
UPDATE run_state SET indexed = 0;
INSERT INTO stale_run (run) SELECT run FROM run_state ON CONFLICT DO NOTHING;
