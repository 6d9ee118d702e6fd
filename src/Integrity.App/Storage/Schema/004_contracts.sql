-- Works contracts and the integrity contracts that bind them (C-3 to C-5).

CREATE TABLE works_contracts (
    id @rowid@, number @text@ NOT NULL UNIQUE, number_key @text@ NOT NULL UNIQUE, name @text@ NOT NULL, kind @text@ NOT NULL,
    project BIGINT NOT NULL REFERENCES projects (id), party BIGINT NOT NULL REFERENCES counterparties (id),
    payee_type BIGINT NOT NULL REFERENCES payee_types (id), amount_fen BIGINT NOT NULL CHECK (amount_fen > 0), approved_variations_fen BIGINT NOT NULL,
    labour_share INTEGER NOT NULL, retention_rate INTEGER NOT NULL, payment_days INTEGER NOT NULL, accepted_on DATE, defect_months INTEGER NOT NULL,
    overdue_daily_rate INTEGER, advance_rate INTEGER, advance_recovery INTEGER, signing_is_payment_condition BOOLEAN NOT NULL,
    payee_account BIGINT REFERENCES payee_accounts (id), wage_account BIGINT REFERENCES payee_accounts (id), unsplit BOOLEAN NOT NULL, opening_confirmed BOOLEAN NOT NULL,
    signed_on DATE NOT NULL, document @text@ NOT NULL, registered_on DATE NOT NULL, closed_on DATE,
    succession_unclear_since DATE, succession_raised_by BIGINT REFERENCES officials (id));
CREATE INDEX works_contracts_succession_unclear ON works_contracts (id) WHERE succession_unclear_since IS NOT NULL;
CREATE INDEX works_contracts_by_project ON works_contracts (project, number);
CREATE INDEX works_contracts_by_party ON works_contracts (party, number);
CREATE INDEX works_contracts_by_payee_type ON works_contracts (payee_type, number);

-- The members of a consortium; the contract's own party leads it (C-3).
CREATE TABLE consortium_members (
    contract BIGINT NOT NULL REFERENCES works_contracts (id), number INTEGER NOT NULL, party BIGINT NOT NULL REFERENCES counterparties (id),
    share INTEGER NOT NULL CHECK (share BETWEEN 1 AND 1000000), PRIMARY KEY (contract, number), UNIQUE (contract, party));
CREATE INDEX consortium_members_by_party ON consortium_members (party, contract);

-- What an integrity contract says of both sides; a version that is signed never changes.
CREATE TABLE integrity_templates (
    version INTEGER PRIMARY KEY, adopted_on DATE NOT NULL, bureau_duties_zh @text@ NOT NULL, bureau_duties_en @text@ NOT NULL,
    contractor_duties_zh @text@ NOT NULL, contractor_duties_en @text@ NOT NULL);
INSERT INTO integrity_templates (version, adopted_on, bureau_duties_zh, bureau_duties_en, contractor_duties_zh, contractor_duties_en) VALUES (1, '2023-01-01',
    '不收受礼品礼金和宴请；不介绍分包、材料和劳务；不在验收、计量和付款中刁难；按约定期限付款，所有付款集体研究、同类同比例、公开。',
    'Takes no gift, money or invitation; procures no subcontract, material or labour; makes no difficulty in acceptance, measurement or payment; pays in time, decided together, at one ratio per type, in the open.',
    '不赠送礼品礼金和宴请；不以不正当手段承揽、计量和结算；如实提供资料，按时支付农民工工资；发现索要行为即向审计科或督查办公室报告。',
    'Gives no gift, money or invitation; takes, measures and settles no work by improper means; gives true papers and pays its workers in time; reports any demand to the audit or supervision office.');

CREATE TABLE integrity_contracts (
    id @rowid@, number @text@ NOT NULL UNIQUE, number_key @text@ NOT NULL UNIQUE, party BIGINT NOT NULL REFERENCES counterparties (id), template_version INTEGER NOT NULL REFERENCES integrity_templates (version),
    signed_on DATE NOT NULL, document @text@ NOT NULL, cap INTEGER NOT NULL CHECK (cap BETWEEN 1 AND 1000000), reaches_other_contracts BOOLEAN NOT NULL, breached_on DATE);
CREATE INDEX integrity_contracts_by_party ON integrity_contracts (party, id);
CREATE TABLE integrity_bands (
    integrity_contract BIGINT NOT NULL REFERENCES integrity_contracts (id), number INTEGER NOT NULL,
    min INTEGER NOT NULL CHECK (min >= 0), max INTEGER NOT NULL CHECK (max BETWEEN min AND 1000000), PRIMARY KEY (integrity_contract, number));
CREATE TABLE integrity_bindings (
    contract BIGINT NOT NULL REFERENCES works_contracts (id), integrity_contract BIGINT NOT NULL REFERENCES integrity_contracts (id),
    bound_on DATE NOT NULL, ended_on DATE, PRIMARY KEY (contract, integrity_contract));
CREATE INDEX integrity_bindings_by_integrity_contract ON integrity_bindings (integrity_contract, contract);

-- What two people change under a running contract (C-6, C-7).
CREATE TABLE contract_variations (
    id @rowid@, contract BIGINT NOT NULL REFERENCES works_contracts (id), amount_fen BIGINT NOT NULL CHECK (amount_fen <> 0), reason @text@ NOT NULL,
    evidence @text@ NOT NULL, state @text@ NOT NULL, proposed_by BIGINT NOT NULL REFERENCES officials (id), proposed_on DATE NOT NULL,
    checked_by BIGINT REFERENCES officials (id), checked_on DATE, CHECK (checked_by <> proposed_by));
CREATE INDEX contract_variations_by_contract ON contract_variations (contract, id);
CREATE INDEX contract_variations_proposed ON contract_variations (id) WHERE state = 'Proposed';
CREATE TABLE account_changes (
    id @rowid@, contract BIGINT NOT NULL REFERENCES works_contracts (id), use @text@ NOT NULL, account BIGINT NOT NULL REFERENCES payee_accounts (id),
    evidence @text@ NOT NULL, state @text@ NOT NULL, proposed_by BIGINT NOT NULL REFERENCES officials (id), proposed_on DATE NOT NULL,
    checked_by BIGINT REFERENCES officials (id), checked_on DATE, CHECK (checked_by <> proposed_by));
CREATE INDEX account_changes_by_contract ON account_changes (contract, id);
CREATE INDEX account_changes_proposed ON account_changes (id) WHERE state = 'Proposed';

-- Extensions and subcontracts, each with a look-up among the excluded (C-5, P-8).
CREATE TABLE contract_agreements (
    id @rowid@, contract BIGINT NOT NULL REFERENCES works_contracts (id), kind @text@ NOT NULL, party BIGINT NOT NULL REFERENCES counterparties (id),
    signed_on DATE NOT NULL, until DATE, words @text@ NOT NULL, evidence @text@ NOT NULL, registered_on DATE NOT NULL);
CREATE INDEX contract_agreements_by_contract ON contract_agreements (contract, id);
CREATE INDEX contract_agreements_by_party ON contract_agreements (party, signed_on);

-- What was entered during an exclusion with an earlier day of signature, and a second person has seen the proof (P-8).
CREATE TABLE signing_proofs (
    id @rowid@, contract BIGINT NOT NULL REFERENCES works_contracts (id), agreement BIGINT REFERENCES contract_agreements (id),
    evidence @text@ NOT NULL, confirmed_by BIGINT NOT NULL REFERENCES officials (id), confirmed_on DATE NOT NULL);
CREATE INDEX signing_proofs_by_contract ON signing_proofs (contract);

-- Only four kinds of deposit may exist (O-6).
CREATE TABLE deposits (
    id @rowid@, contract BIGINT NOT NULL REFERENCES works_contracts (id), kind @text@ NOT NULL CHECK (kind IN ('Bid', 'Performance', 'Quality', 'Wage')),
    amount_fen BIGINT NOT NULL CHECK (amount_fen > 0), received_on DATE NOT NULL, evidence @text@ NOT NULL, returned_on DATE);
CREATE INDEX deposits_by_contract ON deposits (contract, id);
