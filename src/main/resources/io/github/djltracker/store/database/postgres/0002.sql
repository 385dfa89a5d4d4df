-- Version 2, as that of SQLite. Texts are ordered byte by byte.
ALTER TABLE run ADD COLUMN experiment BIGINT NOT NULL DEFAULT 0;
UPDATE run SET experiment = (SELECT m.experiment FROM model m WHERE m.id = run.model);
CREATE INDEX run_started ON run (experiment, started, id);

-- 1 where run_value has all that was recorded; such runs are not in stale_run.
ALTER TABLE run_state ADD COLUMN indexed SMALLINT NOT NULL DEFAULT 0;

-- Runs whose values are read anew before runs are looked for.
CREATE TABLE stale_run (
  run BIGINT PRIMARY KEY REFERENCES run ON DELETE CASCADE
);
INSERT INTO stale_run (run) SELECT id FROM run;

-- The names of values, each once an experiment.
CREATE TABLE value_name (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  experiment BIGINT NOT NULL REFERENCES experiment ON DELETE CASCADE,
  name TEXT COLLATE "C" NOT NULL,
  UNIQUE (experiment, name)
);

-- kind: 0 a number, 2 a text, 3 false or true as the numbers 0 and 1, 4 NaN; 1 is that of times, which are columns of run.
-- folded: the text in lower case, null where it is the same. sort_key: the beginning of it.
CREATE TABLE run_value (
  run BIGINT NOT NULL REFERENCES run ON DELETE CASCADE,
  name BIGINT NOT NULL REFERENCES value_name ON DELETE CASCADE,
  kind SMALLINT NOT NULL,
  number DOUBLE PRECISION,
  text TEXT COLLATE "C",
  folded TEXT COLLATE "C",
  sort_key TEXT COLLATE "C",
  PRIMARY KEY (run, name)
);
CREATE INDEX run_value_order ON run_value (name, kind, number, sort_key, run);

-- What people say, a JSON object of a list for each field: when it was said, and the value. starred and archived are
-- columns of runs besides, since runs are looked for by them. The name of a model is the one that is said, or recorded.
ALTER TABLE experiment ADD COLUMN annotations TEXT;
ALTER TABLE model ADD COLUMN annotations TEXT;
ALTER TABLE model ADD COLUMN recorded_name TEXT;
UPDATE model SET recorded_name = name;
ALTER TABLE run ADD COLUMN annotations TEXT;
ALTER TABLE run ADD COLUMN starred SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN archived SMALLINT NOT NULL DEFAULT 0;

-- What pages of an experiment show, kept by name. query: as in the address of the page.
CREATE TABLE kept_view (
  experiment BIGINT NOT NULL REFERENCES experiment ON DELETE CASCADE,
  name TEXT COLLATE "C" NOT NULL,
  page TEXT NOT NULL,
  query TEXT NOT NULL,
  is_default SMALLINT NOT NULL,
  changed BIGINT NOT NULL,
  PRIMARY KEY (experiment, name)
);
