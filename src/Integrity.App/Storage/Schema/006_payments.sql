-- Rounds with their snapshots and candidates (R-1 … R-6), instructions (R-7, R-8).

CREATE TABLE payment_rounds (
    id @rowid@, number @text@ NOT NULL UNIQUE, scope_project BIGINT, scope_purpose BIGINT CHECK (scope_purpose IS NULL OR scope_project IS NULL), cut_off DATE NOT NULL, next_cut_off DATE NOT NULL, state @text@ NOT NULL,
    opened_by BIGINT NOT NULL REFERENCES officials (id), opened_on DATE NOT NULL,
    snapshot_on DATE, snapshot_entry BIGINT NOT NULL, snapshot_posting BIGINT NOT NULL, first_line BIGINT NOT NULL, last_line BIGINT NOT NULL, first_tranche BIGINT NOT NULL, last_tranche BIGINT NOT NULL,
    snapshot_digest @text@, wage_fen BIGINT NOT NULL, order_fen BIGINT NOT NULL, fund_fen BIGINT NOT NULL,
    proposed_on DATE, decided_candidate BIGINT, decision_item BIGINT, decided_on DATE, began_on DATE, closed_on DATE,
    first_instruction BIGINT NOT NULL, last_instruction BIGINT NOT NULL, paid_fen BIGINT NOT NULL, wage_paid_fen BIGINT NOT NULL, order_paid_fen BIGINT NOT NULL, set_aside_fen BIGINT NOT NULL,
    set_aside_contracts BIGINT NOT NULL, residual_fen BIGINT NOT NULL);
CREATE INDEX payment_rounds_by_cut_off ON payment_rounds (cut_off, id);

CREATE TABLE round_candidates (
    id @rowid@, round BIGINT NOT NULL REFERENCES payment_rounds (id), ordinal INTEGER NOT NULL, digest @text@ NOT NULL, list_root @text@ NOT NULL, proposed_by BIGINT NOT NULL REFERENCES officials (id),
    pay_fen BIGINT NOT NULL, set_aside_fen BIGINT NOT NULL, residual_fen BIGINT NOT NULL, standing @text@ NOT NULL,
    UNIQUE (round, ordinal));
CREATE TABLE candidate_types (
    candidate BIGINT NOT NULL REFERENCES round_candidates (id), payee_type BIGINT NOT NULL REFERENCES payee_types (id), ratio INTEGER NOT NULL, named BOOLEAN NOT NULL,
    contracts INTEGER NOT NULL, base_fen BIGINT NOT NULL, pay_fen BIGINT NOT NULL, set_aside_fen BIGINT NOT NULL,
    PRIMARY KEY (candidate, payee_type));

-- Frozen figures at the cut-off (R-1, R-3): one line a contract, and the tranches that its bases are made of.
CREATE TABLE snapshot_lines (
    id @rowid@, round BIGINT NOT NULL, contract BIGINT NOT NULL, payee_type BIGINT NOT NULL, project BIGINT NOT NULL, left_out SMALLINT NOT NULL,
    free BIGINT NOT NULL, set_aside_due BIGINT NOT NULL, wage BIGINT NOT NULL, ordered BIGINT NOT NULL, ordered_reserved BIGINT NOT NULL, not_yet_due BIGINT NOT NULL, disputed BIGINT NOT NULL,
    returned BIGINT NOT NULL, in_flight BIGINT NOT NULL, retention_not_due BIGINT NOT NULL, certified BIGINT NOT NULL, settled BIGINT NOT NULL);
CREATE INDEX snapshot_lines_left_out ON snapshot_lines (id) WHERE left_out <> 0;
CREATE TABLE snapshot_tranches (
    id @rowid@, round BIGINT NOT NULL, contract BIGINT NOT NULL, account SMALLINT NOT NULL, standing SMALLINT NOT NULL,
    certificate BIGINT NOT NULL, due INTEGER NOT NULL, subject BIGINT NOT NULL, fen BIGINT NOT NULL);
-- @append-only snapshot_lines
-- @append-only snapshot_tranches

-- Lines that are voted in an item of their own, because a member is recused from them (D-4).
CREATE TABLE lines_apart (
    item BIGINT NOT NULL, round BIGINT NOT NULL REFERENCES payment_rounds (id), contract BIGINT NOT NULL,
    PRIMARY KEY (item, contract));
CREATE INDEX lines_apart_by_round ON lines_apart (round, contract);
-- @append-only lines_apart

-- What a hold laid after the vote took out of a line (R-7); the catch-up reads it (R-5).
CREATE TABLE late_set_asides (
    round BIGINT NOT NULL REFERENCES payment_rounds (id), contract BIGINT NOT NULL, ground SMALLINT NOT NULL, subject BIGINT NOT NULL, fen BIGINT NOT NULL, day DATE NOT NULL, entry BIGINT NOT NULL,
    PRIMARY KEY (round, contract, subject));
-- @append-only late_set_asides

-- Orders to the bank: one for each line of a round, wage run or catch-up (R-7, R-8).
CREATE TABLE instructions (
    id @rowid@, run BIGINT NOT NULL, contract BIGINT NOT NULL, kind SMALLINT NOT NULL, account BIGINT NOT NULL, fen BIGINT NOT NULL,
    state SMALLINT NOT NULL, replaces BIGINT NOT NULL);
CREATE INDEX instructions_by_run ON instructions (run, id);
CREATE INDEX instructions_by_contract ON instructions (contract, id);
-- What came back is little: nothing is paid for these indexes when a round is executed.
CREATE INDEX instructions_returned ON instructions (run, id) WHERE state = 3;
CREATE INDEX instructions_replaced ON instructions (run, id) WHERE state = 4;
CREATE INDEX instructions_ended ON instructions (run, id) WHERE state = 5;
