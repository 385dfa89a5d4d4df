-- Version 1, as that of SQLite. Doubles are 64-bit integers here too, or within blobs, so that the same code reads both.
-- Keys lead with the model or the run. Names are compared byte by byte, whatever the database's collation is.

-- One row: the number of the newest of these files that was applied.
CREATE TABLE djl_tracker_schema (
  version INTEGER NOT NULL
);
INSERT INTO djl_tracker_schema (version) VALUES (0);

CREATE TABLE experiment (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  uuid BYTEA NOT NULL UNIQUE,
  name TEXT COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE model (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  uuid BYTEA NOT NULL UNIQUE,
  experiment BIGINT NOT NULL REFERENCES experiment ON DELETE CASCADE,
  hash TEXT COLLATE "C" NOT NULL,
  name TEXT,
  description TEXT,
  UNIQUE (experiment, hash)
);

-- What changes with each entry, apart from what is long; pages are left half empty, so that a row changes in its place.
-- recorded: how many things were recorded in this model; each takes the next number, which is its place in every list.
-- seen: when the last entry of one of its runs arrived, null where it has no run.
CREATE TABLE model_state (
  model BIGINT PRIMARY KEY REFERENCES model ON DELETE CASCADE,
  step BIGINT NOT NULL,
  recorded BIGINT NOT NULL,
  seen BIGINT
) WITH (fillfactor = 50);

CREATE TABLE module (
  model BIGINT NOT NULL REFERENCES model ON DELETE CASCADE,
  number BIGINT NOT NULL,
  name TEXT NOT NULL,
  attributes TEXT NOT NULL,
  PRIMARY KEY (model, number)
);

-- Metrics logged by hand; phase '' is none.
CREATE TABLE metric (
  model BIGINT NOT NULL REFERENCES model ON DELETE CASCADE,
  number BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  phase TEXT COLLATE "C" NOT NULL,
  step BIGINT,
  time BIGINT NOT NULL,
  bits BIGINT NOT NULL,
  PRIMARY KEY (model, number)
);

-- Iterations created by hand.
CREATE TABLE iteration (
  model BIGINT NOT NULL REFERENCES model ON DELETE CASCADE,
  number BIGINT NOT NULL,
  step BIGINT NOT NULL,
  time BIGINT NOT NULL,
  PRIMARY KEY (model, number)
);
CREATE INDEX iteration_step ON iteration (model, step);

CREATE TABLE run (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  uuid BYTEA NOT NULL UNIQUE,
  model BIGINT NOT NULL REFERENCES model ON DELETE CASCADE,
  started BIGINT NOT NULL,
  ended BIGINT,
  status TEXT,
  resumed_run BYTEA,
  resumed_step BIGINT,
  environment TEXT NOT NULL,
  losses TEXT,
  error TEXT
);
CREATE INDEX run_model ON run (model);
CREATE INDEX run_status ON run (model, status);

-- Runs that were deleted: whoever still sends one is told so, instead of bringing it back.
CREATE TABLE deleted_run (
  uuid BYTEA PRIMARY KEY
);
-- whoever deletes, and whatever his search path is
CREATE FUNCTION run_deleted() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO deleted_run (uuid) VALUES (OLD.uuid) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER run_deleted AFTER DELETE ON run FOR EACH ROW EXECUTE FUNCTION run_deleted();

-- next: the entry wanted next. packed: entries before it are in chunks.
-- lead: number of the last entry in the model's order, less its number in the run.
-- waiting: points that wait, in all; fullest: of the series with most points in each entry.
CREATE TABLE run_state (
  run BIGINT PRIMARY KEY REFERENCES run ON DELETE CASCADE,
  next BIGINT NOT NULL,
  packed BIGINT NOT NULL,
  seen BIGINT NOT NULL,
  first_step BIGINT,
  last_step BIGINT,
  lead BIGINT NOT NULL,
  waiting BIGINT NOT NULL,
  fullest BIGINT NOT NULL
) WITH (fillfactor = 50);

-- From this entry of the run on, the number in the model's order is the entry's number plus lead.
CREATE TABLE stretch (
  run BIGINT NOT NULL REFERENCES run ON DELETE CASCADE,
  sequence BIGINT NOT NULL,
  lead BIGINT NOT NULL,
  PRIMARY KEY (run, sequence)
);
CREATE INDEX stretch_number ON stretch (run, (sequence + lead));

-- The start and the end of a run, and between them the entries that are not packed yet.
CREATE TABLE entry (
  run BIGINT NOT NULL REFERENCES run ON DELETE CASCADE,
  sequence BIGINT NOT NULL,
  body BYTEA NOT NULL,
  PRIMARY KEY (run, sequence)
);
ALTER TABLE entry ALTER COLUMN body SET STORAGE EXTERNAL;

-- The iterations of a run are the series of name '', whose values are the epochs. id: counts within the run.
-- points: how many of its points are in chunks, those that were removed since included.
-- settled: place from which on its chunks are short, and may be packed anew with what comes.
-- A name and a phase together may be too long for an index; two series of one name and phase would get one id.
CREATE TABLE series (
  run BIGINT NOT NULL REFERENCES run ON DELETE CASCADE,
  id BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  phase TEXT COLLATE "C" NOT NULL,
  points BIGINT NOT NULL,
  settled BIGINT NOT NULL,
  statistics BYTEA NOT NULL,
  PRIMARY KEY (run, id)
);
CREATE INDEX series_name ON series (run, name);

-- first: place of its first point in the series. points: how many it holds.
-- removed: one bit a point, null where all are there.
CREATE TABLE chunk (
  run BIGINT NOT NULL,
  series BIGINT NOT NULL,
  first BIGINT NOT NULL,
  points BIGINT NOT NULL,
  last_entry BIGINT NOT NULL,
  statistics BYTEA NOT NULL,
  removed BYTEA,
  PRIMARY KEY (run, series, first),
  FOREIGN KEY (run, series) REFERENCES series ON DELETE CASCADE
);
CREATE INDEX chunk_entry ON chunk (run, series, last_entry);

-- Apart from its chunk, so that a curve from afar is drawn without touching it.
CREATE TABLE body (
  run BIGINT NOT NULL,
  series BIGINT NOT NULL,
  first BIGINT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (run, series, first),
  FOREIGN KEY (run, series, first) REFERENCES chunk ON DELETE CASCADE
);
ALTER TABLE body ALTER COLUMN content SET STORAGE PLAIN;

-- Modules of iterations. number: place in the model's order; position: place within the entry.
-- run, place: the iteration of a run; run null: the iteration with number place, created by hand.
-- sequence: the entry it came in, null where it was logged by hand.
CREATE TABLE iteration_module (
  model BIGINT NOT NULL REFERENCES model ON DELETE CASCADE,
  number BIGINT NOT NULL,
  position BIGINT NOT NULL,
  run BIGINT REFERENCES run ON DELETE CASCADE,
  place BIGINT,
  sequence BIGINT,
  step BIGINT NOT NULL,
  name TEXT NOT NULL,
  attributes TEXT NOT NULL,
  PRIMARY KEY (model, number, position)
);
CREATE INDEX iteration_module_owner ON iteration_module (model, place, run);
CREATE INDEX iteration_module_entry ON iteration_module (run, sequence);

-- What was asked for under an id of the asker's, and answered: asked again, it is not done again.
CREATE TABLE request (
  uuid BYTEA PRIMARY KEY,
  content TEXT NOT NULL,
  answer TEXT NOT NULL,
  time BIGINT NOT NULL
);
CREATE INDEX request_time ON request (time);
