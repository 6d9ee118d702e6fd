-- Evidence files, each kept once by its SHA-256 (P-2, J-1). Who brought one in and to whom it was handed out is in the journal.
CREATE TABLE evidence_files (
    id @rowid@, digest @text@ NOT NULL UNIQUE, kind @text@ NOT NULL, length BIGINT NOT NULL CHECK (length > 0), name @text@ NOT NULL, about @text@ NOT NULL,
    brought_in_by BIGINT NOT NULL REFERENCES officials (id), brought_in_at TIMESTAMPTZ NOT NULL);
CREATE TABLE evidence_parts (
    evidence BIGINT NOT NULL REFERENCES evidence_files (id), number INTEGER NOT NULL, content @bytes@ NOT NULL, PRIMARY KEY (evidence, number));
-- @append-only evidence_files
-- @append-only evidence_parts
-- Which things name a paper: who may read one of them may read it.
CREATE INDEX certificates_by_document ON certificates (document);
CREATE INDEX works_contracts_by_document ON works_contracts (document);
CREATE INDEX integrity_contracts_by_document ON integrity_contracts (document);
CREATE INDEX payee_accounts_by_evidence ON payee_accounts (evidence);
CREATE INDEX opening_splits_by_document ON opening_splits (document);
CREATE INDEX ledger_ranges_by_document ON ledger_ranges (document);
