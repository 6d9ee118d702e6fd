-- What the bureau said its journal was (J-1): signed notes, and the key that signs them, kept under the keys of data protection.
CREATE TABLE checkpoint_keys (name @text@ PRIMARY KEY, protected @text@ NOT NULL);
CREATE TABLE checkpoints (size @rowid@, at TIMESTAMPTZ NOT NULL, root @text@ NOT NULL, note @text@ NOT NULL);
-- @append-only checkpoints
