using Integrity.App.Acts;
using Integrity.App.Certificates;
using Integrity.Domain.Certificates;
using Integrity.Domain.Values;
using Integrity.Web.Doors;

namespace Integrity.Web.Api;

/// <summary>The doors of certified work and of what is owed.</summary>
public static class CertificatesApi
{
    public static void MapCertificates(this IEndpointRouteBuilder api)
    {
        api.MapAsk<ListCertificates, Listed<CertificateRow>>("/certificates");
        api.MapAsk<ShowCertificate, CertificateDetail>("/certificates/{certificate}");
        api.MapAsk<ExplainCertificate, Explanation<ExplainCertificate>>("/certificates/{certificate}/explain");
        api.MapAct<PrepareCertificate, CertificateId>("/contracts/{contract}/certificates");
        api.MapAct<CorrectCertificate, CertificateId>("/contracts/{contract}/corrections");
        api.MapAct<SettleContract, CertificateId>("/contracts/{contract}/settlement");
        api.MapAct<ApproveCertificate, CertificateId>("/certificates/{certificate}/approve");
        api.MapAct<RejectCertificate, Done>("/certificates/{certificate}/reject");
        api.MapAct<RecordAcceptance, Done>("/contracts/{contract}/acceptance");
        api.MapAct<ReleaseRetentionAgainstGuarantee, Done>("/contracts/{contract}/guarantee");

        api.MapAct<MarkDisputed, EarmarkId>("/contracts/{contract}/disputes");
        api.MapAct<EndDispute, Done>("/disputes/{earmark}/end");
        api.MapAct<RecordAuthorityOrder, EarmarkId>("/contracts/{contract}/orders");
        api.MapAct<Assign, EarmarkId>("/contracts/{contract}/assignments");
        api.MapAct<ConfirmEarmark, Done>("/earmarks/{earmark}/confirm");
        api.MapAct<RefuseEarmark, Done>("/earmarks/{earmark}/refuse");
        api.MapAct<ReleaseEarmark, Done>("/earmarks/{earmark}/release");
        api.MapAct<ConfirmRelease, Done>("/earmarks/{earmark}/confirm-release");

        api.MapAct<RecordOverdueInterest, Money>("/contracts/{contract}/interest");
        api.MapAct<RecordThirdPartyPayment, ThirdPartyPaymentId>("/contracts/{contract}/third-party-payments");
        api.MapAct<ConfirmThirdPartyPayment, Done>("/third-party-payments/{payment}/confirm");
        api.MapAct<RefuseThirdPartyPayment, Done>("/third-party-payments/{payment}/refuse");

        api.MapAsk<ListOpenings, Listed<OpeningRow>>("/openings");
        api.MapAct<PrepareOpeningSplit, OpeningSplitId>("/contracts/{contract}/opening-splits");
        api.MapAct<ConfirmOpeningSplit, Done>("/opening-splits/{split}/confirm");
        api.MapAct<RefuseOpeningSplit, Done>("/opening-splits/{split}/refuse");

        api.MapAsk<WhatIsOwed, Owed>("/owed");
        api.MapAsk<Explain, Explanation<Explain>>("/owed/explain");
        api.MapAsk<ShowContractMoney, ContractMoneyDetail>("/contracts/{contract}/money");
        api.MapAsk<LedgerOf, Listed<LedgerLine>>("/contracts/{contract}/ledger");
        api.MapAsk<ShowLedgerEntry, LedgerEntryShown>("/ledger/postings/{posting}");
        api.MapAsk<FindContract, ContractFound>("/contracts/by-number/{number}");
    }
}
