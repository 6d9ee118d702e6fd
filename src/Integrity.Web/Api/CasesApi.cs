using Integrity.App.Acts;
using Integrity.App.Cases;
using Integrity.App.Certificates;
using Integrity.App.Cases.Documents;
using Integrity.App.Desk;
using Integrity.App.Disclosure;
using Integrity.Domain.Cases;
using Integrity.Domain.Decisions;
using Integrity.Domain.Values;
using Integrity.Web.Doors;

namespace Integrity.Web.Api;

/// <summary>The doors of penalty cases, and of what comes out of them (P-1 to P-11).</summary>
public static class CasesApi
{
    public static void MapCases(this IEndpointRouteBuilder api)
    {
        api.MapAsk<ListCases, Listed<CaseRow>>("/cases");
        api.MapAct<FlagViolation, CaseId>("/cases");
        api.MapAsk<ShowCase, CaseDetail>("/cases/{case}");
        api.MapAsk<ExplainCase, Explanation<ExplainCase>>("/cases/{case}/explain");
        api.MapAsk<ShowClause, ClauseInForce>("/contracts/{contract}/clause");
        api.MapAsk<ShowProcedure, CaseProcedure>("/cases/{case}/procedure");
        api.MapAsk<MyMatters, Listed<MyMatter>>("/my/matters");
        api.MapAsk<ListCaseDocuments, Listed<CaseDocumentRow>>("/cases/{case}/documents");
        api.MapAsk<ShowCaseDocument, CaseDocument>("/cases/{case}/documents/{kind}");
        // A process is a case, or a matter that came out of one.
        api.MapAsk<PreviewMigration, Listed<MigrationRow>>("/processes/migration");
        api.MapAct<AskForMigration, ProcessId>("/processes/{process}/migration/ask");
        api.MapAct<MigrateProcess, ProcessId>("/processes/{process}/migration");
        api.MapAsk<ShowIntervention, InterventionView>("/processes/{process}/intervention");
        api.MapAct<AskForIntervention, ProcessId>("/processes/{process}/intervention/ask");
        api.MapAct<Intervene, ProcessId>("/processes/{process}/intervention");
        api.MapAct<AddFinding, CaseId>("/cases/{case}/findings");
        api.MapAct<ConfirmHold, CaseId>("/cases/{case}/confirm");
        api.MapAct<AskForWithdrawal, CaseId>("/cases/{case}/withdrawal/ask");
        api.MapAct<WithdrawLead, CaseId>("/cases/{case}/withdrawal");
        api.MapAct<AskForRenewal, CaseId>("/cases/{case}/renewal/ask");
        api.MapAct<RenewHold, CaseId>("/cases/{case}/renewal");
        api.MapAct<ProposeExtension, ItemId>("/cases/{case}/extension/propose");
        api.MapAct<ExtendHold, CaseId>("/cases/{case}/extension");
        api.MapAct<ProposePeriod, ItemId>("/cases/{case}/period/propose");
        api.MapAct<ExtendPeriod, CaseId>("/cases/{case}/period");
        api.MapAct<DraftNotice, CaseId>("/cases/{case}/notice-draft");
        api.MapAct<ServeNotice, CaseId>("/cases/{case}/notice");
        api.MapAct<PostPublicNotice, CaseId>("/cases/{case}/public-notice");
        api.MapAct<SubmitDefence, CaseId>("/cases/{case}/defence");
        api.MapAct<AnswerDefence, CaseId>("/cases/{case}/defence/{number}/answer");
        api.MapAct<WaiveDefence, CaseId>("/cases/{case}/defence/waive");
        api.MapAct<RequestHearing, CaseId>("/cases/{case}/hearing/request");
        api.MapAct<AppointHearing, CaseId>("/cases/{case}/hearing-notice");
        api.MapAct<HoldHearing, CaseId>("/cases/{case}/hearing");
        api.MapAct<CompleteReview, CaseId>("/cases/{case}/opinions");
        api.MapAct<ProposeSanction, CaseId>("/cases/{case}/propose");
        api.MapAct<AdoptCaseDecision, CaseId>("/cases/{case}/adopt");
        api.MapAct<ServeDecision, CaseId>("/cases/{case}/serve");
        api.MapAct<PublishDecision, CaseId>("/cases/{case}/publish");
        api.MapAct<LodgeReview, CaseId>("/cases/{case}/review/lodge");
        api.MapAct<PutReviewToVote, ItemId>("/cases/{case}/review/propose");
        api.MapAct<DecideReview, CaseId>("/cases/{case}/review");
        api.MapAct<CloseCase, CaseId>("/cases/{case}/close");
        api.MapAct<ProposeReopening, ItemId>("/cases/{case}/reopening/propose");
        api.MapAct<ReopenCase, CaseId>("/cases/{case}/reopening");
        api.MapAct<PauseClock, CaseId>("/cases/{case}/clock/pause");
        api.MapAct<ResumeClock, CaseId>("/cases/{case}/clock/resume");
        api.MapAct<ApproveReferral, CaseId>("/cases/{case}/referral/approve");
        api.MapAct<ReferCase, CaseId>("/cases/{case}/referral");
        api.MapAct<RecordReturnFromJudiciary, CaseId>("/cases/{case}/referral/return");
        api.MapAct<RecordJudgment, CaseId>("/cases/{case}/referral/judgment");
        api.MapAct<TakeUpReferralResult, CaseId>("/cases/{case}/referral/taken-up");
        api.MapAsk<ListInbox, Listed<InboxItem>>("/inbox");
        api.MapAsk<CountInbox, int>("/inbox/count");
        api.MapAsk<ListMatters, Listed<MatterRow>>("/matters");
        api.MapAsk<ShowMatter, MatterDetail>("/matters/{matter}");
        api.MapFile<DownloadPacket>("/matters/{matter}/packet", FileAnswer.Zip);
        api.MapAsk<ShowSealedNames, string>("/matters/{matter}/names");
        api.MapAct<StepInMatter, MatterId>("/matters/{matter}/step");
        api.MapAct<AskForStepInMatter, MatterId>("/matters/{matter}/step/ask");
        api.MapAct<NoteInMatter, MatterId>("/matters/{matter}/notes");
        api.MapAct<PutMatterToVote, ItemId>("/matters/{matter}/propose");
        api.MapAct<AdoptMatterDecision, MatterId>("/matters/{matter}/adopt");
        api.MapAct<SealStaffNames, MatterId>("/matters/{matter}/names");
        api.MapAct<AskForSuccessor, MatterId>("/matters/{matter}/successor/ask");
        api.MapAct<FollowSuccessor, MatterId>("/matters/{matter}/successor");
        api.MapAct<RunCatchUp, Money>("/cases/{case}/catch-up");
        api.MapAct<PostInstalment, Money>("/cases/{case}/instalments");
        api.MapAsk<ListPublicDeductions, Listed<PublicDeduction>>("/public/deductions");
        api.MapAsk<ListPublicExclusions, Listed<PublicExclusion>>("/public/exclusions");
    }
}
