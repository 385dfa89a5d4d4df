-- Version 1. Times are milliseconds since 1970. Doubles are 64-bit integers or within blobs, since SQLite keeps
-- neither NaN nor the sign of zero. Keys lead with the model or the run.

CREATE TABLE experiment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE
);

-- AUTOINCREMENT throughout: an id that somebody holds never comes to mean another thing
CREATE TABLE model (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE,
  experiment INTEGER NOT NULL REFERENCES experiment ON DELETE CASCADE,
  hash TEXT NOT NULL,
  name TEXT,
  description TEXT,
  UNIQUE (experiment, hash)
);

-- What changes with each entry, apart from what is long.
-- recorded: how many things were recorded in this model; each takes the next number, which is its place in every list.
-- seen: when the last entry of one of its runs arrived, null where it has no run.
CREATE TABLE model_state (
  model INTEGER PRIMARY KEY REFERENCES model ON DELETE CASCADE,
  step INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  seen INTEGER
);

CREATE TABLE module (
  model INTEGER NOT NULL REFERENCES model ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  attributes TEXT NOT NULL,
  PRIMARY KEY (model, number)
) WITHOUT ROWID;

-- Metrics logged by hand; phase '' is none.
CREATE TABLE metric (
  model INTEGER NOT NULL REFERENCES model ON DELETE CASCADE,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  phase TEXT NOT NULL,
  step INTEGER,
  time INTEGER NOT NULL,
  bits INTEGER NOT NULL,
  PRIMARY KEY (model, number)
) WITHOUT ROWID;

-- Iterations created by hand.
CREATE TABLE iteration (
  model INTEGER NOT NULL REFERENCES model ON DELETE CASCADE,
  number INTEGER NOT NULL,
  step INTEGER NOT NULL,
  time INTEGER NOT NULL,
  PRIMARY KEY (model, number)
) WITHOUT ROWID;
CREATE INDEX iteration_step ON iteration (model, step);

CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid BLOB NOT NULL UNIQUE,
  model INTEGER NOT NULL REFERENCES model ON DELETE CASCADE,
  started INTEGER NOT NULL,
  ended INTEGER,
  status TEXT,
  resumed_run BLOB,
  resumed_step INTEGER,
  environment TEXT NOT NULL,
  losses TEXT,
  error TEXT
);
CREATE INDEX run_model ON run (model);
CREATE INDEX run_status ON run (model, status);

-- Runs that were deleted: whoever still sends one is told so, instead of bringing it back.
CREATE TABLE deleted_run (
  uuid BLOB PRIMARY KEY
) WITHOUT ROWID;
CREATE TRIGGER run_deleted AFTER DELETE ON run BEGIN
  INSERT OR IGNORE INTO deleted_run (uuid) VALUES (OLD.uuid);
END;

-- next: the entry wanted next. packed: entries before it are in chunks.
-- lead: number of the last entry in the model's order, less its number in the run.
-- waiting: points that wait, in all; fullest: of the series with most points in each entry.
CREATE TABLE run_state (
  run INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE,
  next INTEGER NOT NULL,
  packed INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  first_step INTEGER,
  last_step INTEGER,
  lead INTEGER NOT NULL,
  waiting INTEGER NOT NULL,
  fullest INTEGER NOT NULL
);

-- From this entry of the run on, the number in the model's order is the entry's number plus lead.
CREATE TABLE stretch (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  lead INTEGER NOT NULL,
  PRIMARY KEY (run, sequence)
) WITHOUT ROWID;
CREATE INDEX stretch_number ON stretch (run, (sequence + lead));

-- The start and the end of a run, and between them the entries that are not packed yet.
CREATE TABLE entry (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (run, sequence)
) WITHOUT ROWID;

-- The iterations of a run are the series of name '', whose values are the epochs. id: counts within the run.
-- points: how many of its points are in chunks, those that were removed since included.
-- settled: place from which on its chunks are short, and may be packed anew with what comes.
CREATE TABLE series (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  phase TEXT NOT NULL,
  points INTEGER NOT NULL,
  settled INTEGER NOT NULL,
  statistics BLOB NOT NULL,
  PRIMARY KEY (run, id),
  UNIQUE (run, name, phase)
) WITHOUT ROWID;

-- first: place of its first point in the series. points: how many it holds.
-- removed: one bit a point, null where all are there.
CREATE TABLE chunk (
  run INTEGER NOT NULL,
  series INTEGER NOT NULL,
  first INTEGER NOT NULL,
  points INTEGER NOT NULL,
  last_entry INTEGER NOT NULL,
  statistics BLOB NOT NULL,
  removed BLOB,
  PRIMARY KEY (run, series, first),
  FOREIGN KEY (run, series) REFERENCES series ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX chunk_entry ON chunk (run, series, last_entry);

-- Apart from its chunk: a table with rowid keeps a body of up to a page in one page.
CREATE TABLE body (
  run INTEGER NOT NULL,
  series INTEGER NOT NULL,
  first INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (run, series, first),
  FOREIGN KEY (run, series, first) REFERENCES chunk ON DELETE CASCADE
);

-- Modules of iterations. number: place in the model's order; position: place within the entry.
-- run, place: the iteration of a run; run null: the iteration with number place, created by hand.
-- sequence: the entry it came in, null where it was logged by hand.
CREATE TABLE iteration_module (
  model INTEGER NOT NULL REFERENCES model ON DELETE CASCADE,
  number INTEGER NOT NULL,
  position INTEGER NOT NULL,
  run INTEGER REFERENCES run ON DELETE CASCADE,
  place INTEGER,
  sequence INTEGER,
  step INTEGER NOT NULL,
  name TEXT NOT NULL,
  attributes TEXT NOT NULL,
  PRIMARY KEY (model, number, position)
) WITHOUT ROWID;
CREATE INDEX iteration_module_owner ON iteration_module (model, place, run);
CREATE INDEX iteration_module_entry ON iteration_module (run, sequence);

-- What was asked for under an id of the asker's, and answered: asked again, it is not done again.
CREATE TABLE request (
  uuid BLOB PRIMARY KEY,
  content TEXT NOT NULL,
  answer TEXT NOT NULL,
  time INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX request_time ON request (time);
