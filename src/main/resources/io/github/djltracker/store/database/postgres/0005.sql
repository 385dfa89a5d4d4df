-- Version 5, of PostgreSQL alone. If the statistics are those of small runs, the planner expects one row per run or series, and
-- may then look up a row by one of these indexes instead of by its key, as it does for foreign keys: in a large run that
-- reads all series of the run, or all chunks of the series, for each row. The conditions are always true; only statements
-- that contain them can use the index.
DROP INDEX series_name;
CREATE INDEX series_name ON series (run, name) WHERE name >= '';
DROP INDEX chunk_entry;
CREATE INDEX chunk_entry ON chunk (run, series, last_entry) WHERE last_entry >= 0;
