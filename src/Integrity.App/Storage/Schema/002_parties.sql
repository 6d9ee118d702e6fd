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
    registered_on DATE NOT NULL, search @text@ NOT NULL);
CREATE INDEX counterparties_by_name ON counterparties (name, id);
CREATE INDEX counterparties_by_kind ON counterparties (kind, id);

CREATE TABLE party_people (
    id @rowid@, party BIGINT NOT NULL REFERENCES counterparties (id), name @text@ NOT NULL, role @text@ NOT NULL, resident_id @text@);
CREATE INDEX party_people_by_party ON party_people (party, id);
