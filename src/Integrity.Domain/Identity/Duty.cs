namespace Integrity.Domain.Identity;

/// <summary>What a person may be charged with. An act or question names the duties of which one is needed; nobody has a right without one.</summary>
public enum Duty
{
    /// <summary>Read the bureau's business: contracts, certificates, rounds, balances.</summary>
    ReadBusiness = 1,

    /// <summary>Manage sign-in accounts and duties. Whoever has it can do no business.</summary>
    ManageUsers = 2,

    /// <summary>Keep configuration with its sources: calendars, payee types, parameters.</summary>
    ManageSettings = 3,

    /// <summary>Register counterparties, projects, works contracts, integrity contracts.</summary>
    RegisterContracts = 10,

    /// <summary>Prepare certificates, corrections and settlements (C-6).</summary>
    PrepareCertificates = 11,

    /// <summary>Approve what another prepared (C-6).</summary>
    ApproveCertificates = 12,

    /// <summary>Import the office's ledger workbook and complete its opening (C-9).</summary>
    ImportLedger = 13,

    /// <summary>Confirm as the second person: accounts (C-7), openings (C-9).</summary>
    ConfirmRegistrations = 14,

    /// <summary>Record fund receipts and expected recoveries (F-1, F-2).</summary>
    RecordFunds = 20,

    /// <summary>Confirm as the second person in finance: receipts, wage runs, reversals, account checks.</summary>
    ConfirmFunds = 21,

    /// <summary>Open, try, freeze and propose rounds .</summary>
    PrepareRounds = 22,

    /// <summary>Execute what was voted, export instructions, enter bank results .</summary>
    ExecutePayments = 23,

    /// <summary>Convene meetings, record presence and recusals, keep minutes (D-6).</summary>
    KeepMeetings = 30,

    /// <summary>Vote as a member of the leadership group (D-2).</summary>
    Vote = 31,

    /// <summary>Flag violations and run cases (P-5, P-6).</summary>
    InvestigateCases = 40,

    /// <summary>Confirm holds and review cases; never one's own (P-5, P-6).</summary>
    ReviewCases = 41,

    /// <summary>Inspect projects and follow findings (S-1).</summary>
    Inspect = 50,

    /// <summary>Publish and correct disclosures (V-1).</summary>
    Publish = 60,

    /// <summary>See one's own contracts and answer notices as a contractor.</summary>
    ActAsContractor = 70,
}

/// <summary>The office a person belongs to.</summary>
public enum Office
{
    Engineering = 1,
    Finance = 2,
    Audit = 3,
    Safety = 4,
    Leadership = 5,
    Supervision = 6,
    Administration = 7,
    Contractor = 8,
}
