package canon

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// ReportForeignRequest reports every unknown member of req that belongs to another dialect than the target: no encoder
// can write one. Encoders call it once for each request.
func ReportForeignRequest(req *pb.GenerateRequest, target pb.Dialect, losses *Losses) {
	f := foreign{target: target, losses: losses, trail: make([]step, 0, 16)}
	f.report(req.Extensions, pb.LossClass_LOSS_CLASS_METADATA)
	f.parts("instructions", req.Instructions)
	f.messages(req.Messages)
	f.tools("tools", req.Tools)
	f.field("tool_choice", req.GetToolChoice().GetExtensions(), pb.LossClass_LOSS_CLASS_TOOLS)
	f.field("reasoning", req.GetReasoning().GetExtensions(), pb.LossClass_LOSS_CLASS_REASONING)
	f.push("output", single)
	f.format(req.GetOutput().GetFormat())
	f.pop()
}

// ReportForeignResponse does for a response what ReportForeignRequest does for a request.
func ReportForeignResponse(resp *pb.GenerateResponse, target pb.Dialect, losses *Losses) {
	f := foreign{target: target, losses: losses, trail: make([]step, 0, 16)}
	f.report(resp.Extensions, pb.LossClass_LOSS_CLASS_METADATA)
	f.field("error", resp.GetError().GetExtensions(), pb.LossClass_LOSS_CLASS_METADATA)
	f.field("prompt_block", resp.GetPromptBlock().GetExtensions(), pb.LossClass_LOSS_CLASS_METADATA)
	f.field("usage", resp.GetUsage().GetExtensions(), pb.LossClass_LOSS_CLASS_USAGE)
	for i, c := range resp.Candidates {
		f.push("candidates", i)
		f.report(c.Extensions, pb.LossClass_LOSS_CLASS_METADATA)
		f.field("finish", c.GetFinish().GetExtensions(), pb.LossClass_LOSS_CLASS_FINISH)
		f.messages(c.Messages)
		f.pop()
	}
}

// step is one step of a canonical path: a field, or an element of a repeated field.
type step struct {
	name  string
	index int
}

// single is the index of a step to a field that is not repeated.
const single = -1

// foreign walks a canonical message for extensions of other dialects than the target. Paths become text only where
// something is found.
type foreign struct {
	target pb.Dialect
	losses *Losses
	trail  []step
}

func (f *foreign) push(name string, index int) { f.trail = append(f.trail, step{name, index}) }

func (f *foreign) pop() { f.trail = f.trail[:len(f.trail)-1] }

// path is the canonical path of where the walk is.
func (f *foreign) path() string {
	path := ""
	for _, s := range f.trail {
		path += "/" + s.name
		if s.index != single {
			path += "/" + strconv.Itoa(s.index)
		}
	}
	return path
}

// NoMember is the detail of a loss of a member that only its own dialect knows.
const NoMember = "the target has no member for it"

// report reports the extensions of the message where the walk is.
func (f *foreign) report(exts []*pb.Extension, class pb.LossClass) {
	for i, e := range exts {
		if e.Dialect == f.target || e.Kind != pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED {
			continue
		}
		path := f.path() + "/extensions/" + strconv.Itoa(i) + "/members_json"
		for name, value := range jsonx.Members(e.MembersJson) {
			switch {
			case value == "null":
			case class == pb.LossClass_LOSS_CLASS_METADATA && speaking[name]:
				f.losses.Refuse(path+Path(name), pb.LossClass_LOSS_CLASS_CONTENT, "the target cannot say what it says to the model")
			default:
				f.losses.Drop(path+Path(name), class, NoMember)
			}
		}
	}
}

// speaking are members that a decoder could not read, or that name a text elsewhere, and that hold what is said to the
// model: without them it would answer something else.
var speaking = map[string]bool{"content": true, "prompt": true, "tool_calls": true}

// field reports the extensions of the message in a field.
func (f *foreign) field(name string, exts []*pb.Extension, class pb.LossClass) {
	f.push(name, single)
	f.report(exts, class)
	f.pop()
}

func (f *foreign) messages(messages []*pb.Message) {
	for i, m := range messages {
		f.push("messages", i)
		f.report(m.Extensions, pb.LossClass_LOSS_CLASS_METADATA)
		f.settings(m.Settings)
		f.parts("parts", m.Parts)
		f.pop()
	}
}

func (f *foreign) parts(name string, parts []*pb.Part) {
	for i, p := range parts {
		f.push(name, i)
		f.report(p.Extensions, pb.LossClass_LOSS_CLASS_CONTENT)
		f.content(p)
		f.pop()
	}
}

// content looks at the messages inside the content of a part that have extensions of their own.
func (f *foreign) content(p *pb.Part) {
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		f.push("text", single)
		f.text(c.Text)
		f.pop()
	case *pb.Part_Media:
		f.push("media", single)
		f.parts("parts", c.Media.Parts)
		f.pop()
	case *pb.Part_ToolResult:
		f.push("tool_result", single)
		f.parts("parts", c.ToolResult.Parts)
		f.pop()
	case *pb.Part_ToolChanges:
		f.push("tool_changes", single)
		f.tools("add", c.ToolChanges.Add)
		f.pop()
	case *pb.Part_Settings:
		f.settings(c.Settings)
	}
}

func (f *foreign) text(t *pb.Text) {
	for i, c := range t.Citations {
		f.push("citations", i)
		f.report(c.Extensions, pb.LossClass_LOSS_CLASS_CITATIONS)
		f.pop()
	}
	f.logprobs("logprobs", t.Logprobs)
}

func (f *foreign) logprobs(name string, logprobs []*pb.Logprob) {
	for i, l := range logprobs {
		f.push(name, i)
		f.report(l.Extensions, pb.LossClass_LOSS_CLASS_SAMPLING)
		f.logprobs("top", l.Top)
		f.pop()
	}
}

func (f *foreign) settings(s *pb.Settings) {
	f.push("settings", single)
	f.format(s.GetFormat())
	f.pop()
}

func (f *foreign) format(format *pb.OutputFormat) {
	f.field("format", format.GetExtensions(), pb.LossClass_LOSS_CLASS_FORMAT)
}

func (f *foreign) tools(name string, tools []*pb.Tool) {
	for i, t := range tools {
		f.push(name, i)
		f.report(t.Extensions, pb.LossClass_LOSS_CLASS_TOOLS)
		f.tools("tools", t.Tools)
		f.pop()
	}
}
