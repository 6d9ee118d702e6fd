-- Who acts for whom while he is away (D-4, J-1).
CREATE TABLE substitutions (
    id @rowid@, absent BIGINT NOT NULL REFERENCES officials (id), substitute BIGINT NOT NULL REFERENCES officials (id) CHECK (substitute <> absent),
    from_day DATE NOT NULL, until_day DATE NOT NULL, ground @text@ NOT NULL, entered_by BIGINT NOT NULL REFERENCES officials (id));
CREATE INDEX substitutions_by_substitute ON substitutions (substitute, until_day);
CREATE INDEX substitutions_by_absent ON substitutions (absent, until_day);
