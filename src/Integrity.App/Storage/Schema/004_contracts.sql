-- Works contracts and the integrity contracts that bind them (C-3 to C-5).

CREATE TABLE works_contracts (
    id @rowid@, number @text@ NOT NULL UNIQUE, name @text@ NOT NULL, kind @text@ NOT NULL,
    project BIGINT NOT NULL REFERENCES projects (id), party BIGINT NOT NULL REFERENCES counterparties (id),
    payee_type BIGINT NOT NULL REFERENCES payee_types (id), amount_fen BIGINT NOT NULL CHECK (amount_fen > 0), approved_variations_fen BIGINT NOT NULL,
    labour_share INTEGER NOT NULL, retention_rate INTEGER NOT NULL, payment_days INTEGER NOT NULL, accepted_on DATE, defect_months INTEGER NOT NULL,
    overdue_daily_rate INTEGER, advance_rate INTEGER, advance_recovery INTEGER, signing_is_payment_condition BOOLEAN NOT NULL,
    payee_account BIGINT, wage_account BIGINT, unsplit BOOLEAN NOT NULL, opening_confirmed BOOLEAN NOT NULL,
    signed_on DATE NOT NULL, registered_on DATE NOT NULL, closed_on DATE);
CREATE INDEX works_contracts_by_project ON works_contracts (project, number);
CREATE INDEX works_contracts_by_party ON works_contracts (party, number);
CREATE INDEX works_contracts_by_payee_type ON works_contracts (payee_type, number);

CREATE TABLE integrity_contracts (
    id @rowid@, number @text@ NOT NULL UNIQUE, party BIGINT NOT NULL REFERENCES counterparties (id), template_version INTEGER NOT NULL,
    signed_on DATE NOT NULL, cap INTEGER NOT NULL CHECK (cap BETWEEN 1 AND 1000000), reaches_other_contracts BOOLEAN NOT NULL, breached_on DATE);
CREATE INDEX integrity_contracts_by_party ON integrity_contracts (party, id);
CREATE TABLE integrity_bands (
    integrity_contract BIGINT NOT NULL REFERENCES integrity_contracts (id), number INTEGER NOT NULL,
    min INTEGER NOT NULL CHECK (min >= 0), max INTEGER NOT NULL CHECK (max BETWEEN min AND 1000000), PRIMARY KEY (integrity_contract, number));
CREATE TABLE integrity_bindings (
    contract BIGINT NOT NULL REFERENCES works_contracts (id), integrity_contract BIGINT NOT NULL REFERENCES integrity_contracts (id),
    bound_on DATE NOT NULL, ended_on DATE, PRIMARY KEY (contract, integrity_contract));
CREATE INDEX integrity_bindings_by_integrity_contract ON integrity_bindings (integrity_contract, contract);
