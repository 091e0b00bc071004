package claude

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// maxUserID is the longest id of an end user.
const maxUserID = 256

// account lowers who asks, and how the call is served and paid.
func (l *lowering) account() {
	if id := l.req.EndUserId; id != nil {
		if len(*id) > maxUserID {
			l.losses.Approximate("/end_user_id", pb.LossClass_LOSS_CLASS_METADATA, "the id is too long: a hash stands for it")
			short := canon.MintID("user_", *id)
			id = &short
		}
		l.out.EndUserId = id
	}
	for i := range l.req.Metadata {
		l.losses.Drop("/metadata/"+strconv.Itoa(i), pb.LossClass_LOSS_CLASS_METADATA, "the target keeps no metadata")
	}
	l.tier()
}

// loweredTiers are the tiers that become another one, which may serve them as well.
var loweredTiers = map[string]string{"priority": "auto", tierFast: "auto", "ultrafast": "auto"}

func (l *lowering) tier() {
	tier := l.req.ServiceTier
	if tier == nil {
		return
	}
	if _, ok := requestTiers.word(*tier); ok {
		l.out.ServiceTier = tier
		return
	}
	if lowered, ok := loweredTiers[*tier]; ok {
		l.losses.Approximate("/service_tier", pb.LossClass_LOSS_CLASS_METADATA, "the target chooses among its tiers itself")
		l.out.ServiceTier = &lowered
		return
	}
	l.losses.Drop("/service_tier", pb.LossClass_LOSS_CLASS_METADATA, "the target has no such tier")
}

// state reports what needs state on the server's side: this dialect has none.
func (l *lowering) state() {
	c := l.req.Continuation
	if c.GetPreviousResponseId() != "" {
		l.losses.Refuse("/continuation/previous_response_id", pb.LossClass_LOSS_CLASS_STATE, "the target keeps no answers")
	}
	if c.GetConversation() != "" {
		l.losses.Refuse("/continuation/conversation", pb.LossClass_LOSS_CLASS_STATE, "the target keeps no conversations")
	}
	if c.GetBackground() {
		l.losses.Refuse("/continuation/background", pb.LossClass_LOSS_CLASS_STATE, "the target does not run in the background")
	}
	if c.GetStore() {
		l.losses.Drop("/continuation/store", pb.LossClass_LOSS_CLASS_STATE, "the target keeps no answers")
	}
}
