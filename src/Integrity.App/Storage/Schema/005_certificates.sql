-- Certified work and what stands on it: certificates, openings, disputes, orders, assignments, third-party payments (C-6, C-9, O-8).

CREATE TABLE certificates (
    id @rowid@, contract BIGINT NOT NULL REFERENCES works_contracts (id), kind @text@ NOT NULL, number @text@ NOT NULL, number_key @text@ NOT NULL,
    period_from DATE, period_until DATE, amount_fen BIGINT NOT NULL, document @text@ NOT NULL, reason @text@ NOT NULL,
    prepared_by BIGINT REFERENCES officials (id), prepared_at TIMESTAMPTZ NOT NULL, state @text@ NOT NULL,
    decided_by BIGINT REFERENCES officials (id), decided_at TIMESTAMPTZ, reject_reason @text@ NOT NULL,
    gross_fen BIGINT NOT NULL, labour_fen BIGINT NOT NULL, retention_fen BIGINT NOT NULL,
    overpaid_recovered_fen BIGINT NOT NULL, advance_recovered_fen BIGINT NOT NULL, due DATE, entry BIGINT,
    CHECK (decided_by <> prepared_by OR state <> 'Approved'));
-- A number that was sent back may be used again.
CREATE UNIQUE INDEX certificates_by_number ON certificates (contract, number_key) WHERE state <> 'Rejected';
CREATE INDEX certificates_by_contract ON certificates (contract, id);
CREATE INDEX certificates_by_state ON certificates (state, id);

CREATE TABLE opening_splits (
    id @rowid@, contract BIGINT NOT NULL REFERENCES works_contracts (id), labour_fen BIGINT NOT NULL CHECK (labour_fen >= 0),
    retention_fen BIGINT NOT NULL CHECK (retention_fen >= 0), retention_due DATE, advance_fen BIGINT NOT NULL CHECK (advance_fen >= 0),
    labour_share INTEGER NOT NULL, retention_rate INTEGER NOT NULL, payment_days INTEGER, defect_months INTEGER, overdue_daily_rate INTEGER,
    advance_rate INTEGER, advance_recovery INTEGER, signing_is_payment_condition BOOLEAN NOT NULL, parts @text@ NOT NULL, document @text@ NOT NULL,
    prepared_by BIGINT NOT NULL REFERENCES officials (id), prepared_at TIMESTAMPTZ NOT NULL, state @text@ NOT NULL,
    decided_by BIGINT REFERENCES officials (id), decided_at TIMESTAMPTZ, refuse_reason @text@ NOT NULL,
    CHECK (decided_by <> prepared_by OR state <> 'Confirmed'));
CREATE INDEX opening_splits_by_contract ON opening_splits (contract, id);
CREATE INDEX opening_splits_by_state ON opening_splits (state, id);

CREATE TABLE earmarks (
    id @rowid@, contract BIGINT NOT NULL REFERENCES works_contracts (id), kind @text@ NOT NULL, amount_fen BIGINT NOT NULL CHECK (amount_fen > 0),
    certificate BIGINT REFERENCES certificates (id), from_retention BOOLEAN NOT NULL, who @text@ NOT NULL, account BIGINT,
    number @text@ NOT NULL, document @text@ NOT NULL, ground @text@ NOT NULL, state @text@ NOT NULL,
    prepared_by BIGINT NOT NULL REFERENCES officials (id), prepared_at TIMESTAMPTZ NOT NULL,
    confirmed_by BIGINT REFERENCES officials (id), confirmed_at TIMESTAMPTZ,
    end_document @text@ NOT NULL, end_ground @text@ NOT NULL, end_prepared_by BIGINT REFERENCES officials (id),
    ended_by BIGINT REFERENCES officials (id), ended_at TIMESTAMPTZ,
    CHECK (confirmed_by <> prepared_by), CHECK (ended_by <> end_prepared_by));
CREATE INDEX earmarks_by_contract ON earmarks (contract, id);
CREATE INDEX earmarks_by_state ON earmarks (state, id);

CREATE TABLE third_party_payments (
    id @rowid@, contract BIGINT NOT NULL REFERENCES works_contracts (id), amount_fen BIGINT NOT NULL CHECK (amount_fen > 0), is_wages BOOLEAN NOT NULL,
    payer @text@ NOT NULL, paid_on DATE NOT NULL, document @text@ NOT NULL,
    prepared_by BIGINT NOT NULL REFERENCES officials (id), prepared_at TIMESTAMPTZ NOT NULL, state @text@ NOT NULL,
    decided_by BIGINT REFERENCES officials (id), decided_at TIMESTAMPTZ, refuse_reason @text@ NOT NULL,
    CHECK (decided_by <> prepared_by OR state <> 'Confirmed'));
CREATE INDEX third_party_payments_by_contract ON third_party_payments (contract, id);
CREATE INDEX third_party_payments_by_state ON third_party_payments (state, id);

-- The openings that two people have not confirmed yet (C-9).
CREATE INDEX works_contracts_unsplit ON works_contracts (id) WHERE unsplit AND NOT opening_confirmed;
