-- Counterparties, their people and accounts (C-1, C-2, C-7).

CREATE TABLE payee_types (
    id @rowid@, code @text@ NOT NULL UNIQUE, name_zh @text@ NOT NULL, name_en @text@ NOT NULL, default_for @text@);
INSERT INTO payee_types (id, code, name_zh, name_en, default_for) VALUES
    (1, 'team', '施工队', 'Construction teams', 'ConstructionTeam'),
    (2, 'supplier', '供货商', 'Suppliers', 'Supplier'),
    (3, 'machinery', '机械业主', 'Machinery owners', 'MachineryOwner');

CREATE TABLE counterparties (
    id @rowid@, kind @text@ NOT NULL, name @text@ NOT NULL, code @text@ NOT NULL UNIQUE, is_person BOOLEAN NOT NULL,
    code_override_reason @text@, payee_type BIGINT NOT NULL REFERENCES payee_types (id), small_or_medium BOOLEAN NOT NULL,
    registered_on DATE NOT NULL);
CREATE INDEX counterparties_by_name ON counterparties (name, id);
CREATE INDEX counterparties_by_kind ON counterparties (kind, id);

CREATE TABLE party_people (
    id @rowid@, party BIGINT NOT NULL REFERENCES counterparties (id), name @text@ NOT NULL, role @text@ NOT NULL, resident_id @text@);
CREATE INDEX party_people_by_party ON party_people (party, id);

-- Accounts never change: another account is another row, with two people and evidence (C-7).
CREATE TABLE payee_accounts (
    id @rowid@, party BIGINT NOT NULL REFERENCES counterparties (id), kind @text@ NOT NULL, holder @text@ NOT NULL, number @text@ NOT NULL,
    bank_name @text@ NOT NULL, cnaps @text@ NOT NULL, ground @text@, evidence @text@ NOT NULL, state @text@ NOT NULL,
    proposed_by BIGINT NOT NULL REFERENCES officials (id), proposed_on DATE NOT NULL, checked_by BIGINT REFERENCES officials (id), checked_on DATE,
    frozen_by @text@, frozen_on DATE, CHECK (checked_by <> proposed_by));
CREATE INDEX payee_accounts_by_party ON payee_accounts (party, id);
CREATE INDEX payee_accounts_proposed ON payee_accounts (id) WHERE state = 'Proposed';

-- Market exclusions end by themselves; what was looked up before something new was agreed stays as evidence (P-8, C-5).
CREATE TABLE market_exclusions (
    id @rowid@, party BIGINT NOT NULL REFERENCES counterparties (id), ground @text@ NOT NULL, scope @text@ NOT NULL,
    starts_on DATE NOT NULL, ends_on DATE NOT NULL, decision BIGINT NOT NULL, lifted_on DATE, follows BIGINT REFERENCES market_exclusions (id));
CREATE INDEX market_exclusions_by_party ON market_exclusions (party, ends_on);
CREATE TABLE party_screenings (
    about BIGINT NOT NULL, entry BIGINT NOT NULL, party BIGINT NOT NULL REFERENCES counterparties (id), purpose @text@ NOT NULL,
    day DATE NOT NULL, on_record INTEGER NOT NULL, exclusions @text@ NOT NULL, refused BOOLEAN NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (about, entry, party, place));
CREATE INDEX party_screenings_by_party ON party_screenings (party, entry);
