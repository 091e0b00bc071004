package claude

import (
	"net/http"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// lowering turns a request of any dialect into one that this dialect can say word by word: another canonical request, which
// is then written as it stands. Parts that need no change are shared with the source. All policy for requests is here.
type lowering struct {
	x      *adapters.Exchange
	req    *pb.GenerateRequest
	out    *pb.GenerateRequest
	losses *canon.Losses
	caps   *canon.Capabilities
	names  *canon.Names
	// own says that the conversation is of this dialect, and is written as it stands.
	own     bool
	version string
	betas   []string
	marks   []mark
	ids     callIDs
	// systemTurns are the system and developer turns within the conversation.
	systemTurns []systemTurn
	// toolPaths are the places of the tools that were lowered.
	toolPaths map[*pb.Tool]string
	// wanted is the reasoning that the source asks for, and effortPath the place where it says how much.
	wanted     *pb.ReasoningConfig
	effortPath string
	// searches says that the model searches for deferred tools.
	searches bool
	// jsonTool says that the tool json_response stands for structured output.
	jsonTool bool
	// instruction is system text of this package's own, behind the client's.
	instruction *pb.Part
}

func newLowering(x *adapters.Exchange, req *pb.GenerateRequest, losses *canon.Losses) *lowering {
	return &lowering{
		x: x, req: req, losses: losses, caps: capabilitiesOf(x, req), names: canon.NewNames(req, nameRule),
		out:     &pb.GenerateRequest{Origin: dialect, Model: req.Model, Stream: req.Stream, Extensions: req.Extensions},
		own:     len(req.Messages) > 0 && isOwn(req.Messages),
		version: versionFor(x), effortPath: "/reasoning/effort",
	}
}

// versionFor gives the version under which a request goes out.
func versionFor(x *adapters.Exchange) string {
	if v := x.Header.Get(headerVersion); v != "" {
		return v
	}
	return versionOld
}

// request lowers the whole request.
func (l *lowering) request() *pb.GenerateRequest {
	l.limits()
	l.tools()
	l.format()
	l.system()
	l.messages()
	if l.instruction != nil {
		l.out.Instructions = append(l.out.Instructions, l.instruction)
	}
	l.instructionsForm()
	l.reasoning()
	l.toolChoice()
	l.stubs()
	l.prefill()
	l.sampling()
	l.account()
	l.state()
	l.cacheMarks()
	return l.out
}

// instructionsForm writes system text that is one plain text as a string.
func (l *lowering) instructionsForm() {
	switch {
	case isPlainText(l.out.Instructions):
		l.out.InstructionsForm = pb.ContentForm_CONTENT_FORM_STRING
	case len(l.out.Instructions) > 0:
		l.out.InstructionsForm = pb.ContentForm_CONTENT_FORM_LIST
	}
}

// header gives the headers of the dialect for the request.
func (l *lowering) header() http.Header {
	h := http.Header{headerVersion: {l.version}}
	if len(l.betas) > 0 {
		h.Set(headerBeta, strings.Join(l.betas, ","))
	}
	return h
}

// limits sets the output limit, which this dialect demands.
func (l *lowering) limits() {
	limit := defaultLimit(l.caps, l.req.GetStream())
	if l.req.MaxOutputTokens != nil {
		limit = *l.req.MaxOutputTokens
		if top := l.caps.MaxOutputTokens; top > 0 && limit > top {
			limit = top
			l.losses.Approximate("/max_output_tokens", pb.LossClass_LOSS_CLASS_SAMPLING, "the limit is above that of the model")
		}
	}
	l.out.MaxOutputTokens = &limit
	switch n := l.req.CandidateCount; {
	case n == nil || *n == 1:
	case *n > 1:
		l.losses.Refuse("/candidate_count", pb.LossClass_LOSS_CLASS_SAMPLING, "the target gives one answer")
	default:
		l.losses.Drop("/candidate_count", pb.LossClass_LOSS_CLASS_SAMPLING, "the target gives one answer")
	}
	if l.req.MaxToolCalls != nil {
		l.losses.Drop("/max_tool_calls", pb.LossClass_LOSS_CLASS_TOOLS, "the target has no limit over all tools")
	}
}

// isOwn reports whether all messages are of this dialect, so that they are written as they stand.
func isOwn(messages []*pb.Message) bool {
	for _, m := range messages {
		if m.Origin != dialect {
			return false
		}
	}
	return true
}
