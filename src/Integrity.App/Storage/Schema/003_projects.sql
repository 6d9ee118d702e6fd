-- Projects (C-3).

CREATE TABLE projects (
    id @rowid@, number @text@ NOT NULL UNIQUE, number_key @text@ NOT NULL UNIQUE, name @text@ NOT NULL, kind @text@ NOT NULL, registered_on DATE NOT NULL);
CREATE INDEX projects_by_kind ON projects (kind, number);
