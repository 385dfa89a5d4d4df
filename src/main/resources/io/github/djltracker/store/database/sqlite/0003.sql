-- Version 3: the step at which a metric had a value; of the lowest and highest value the earliest one. Null where there is none.
ALTER TABLE run_value ADD COLUMN step REAL;

-- The values of all runs are read anew before runs are looked for.
UPDATE run_state SET indexed = 0;
INSERT OR IGNORE INTO stale_run (run) SELECT run FROM run_state;
