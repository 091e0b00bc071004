package canon

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Keep appends an extension that holds the members of a JSON object text; nothing where the object is empty. Members
// already kept for the same dialect, place and kind are joined with it.
func Keep(exts []*pb.Extension, d pb.Dialect, at, members string, kind pb.ExtensionKind) []*pb.Extension {
	if !hasMembers(members) {
		return exts
	}
	for _, e := range exts {
		if e.Dialect == d && e.At == at && e.Kind == kind {
			e.MembersJson = jsonx.Merge(e.MembersJson, members)
			return exts
		}
	}
	return append(exts, &pb.Extension{Dialect: d, At: at, MembersJson: members, Kind: kind})
}

// KeepUnknown keeps members that the model has no field for.
func KeepUnknown(exts []*pb.Extension, d pb.Dialect, at, members string) []*pb.Extension {
	return Keep(exts, d, at, members, pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED)
}

// KeepSpelling keeps the exact spelling of a member whose meaning a field holds too. A raw value of null says that the
// wire object lacked a member that the adapter would otherwise write.
func KeepSpelling(exts []*pb.Extension, d pb.Dialect, at, name, raw string) []*pb.Extension {
	return Keep(exts, d, at, jsonx.Wrap(name, raw), pb.ExtensionKind_EXTENSION_KIND_SPELLING)
}

// KeepTransport keeps members that say nothing about the conversation.
func KeepTransport(exts []*pb.Extension, d pb.Dialect, at, members string) []*pb.Extension {
	return Keep(exts, d, at, members, pb.ExtensionKind_EXTENSION_KIND_TRANSPORT)
}

// Own gives the members that a dialect kept for the wire object at a place, as one object text; "" for none. It is what
// jsonx.Writer.Object takes.
func Own(exts []*pb.Extension, d pb.Dialect, at string) string {
	own := ""
	for _, e := range exts {
		if e.Dialect != d || e.At != at {
			continue
		}
		if own == "" {
			own = e.MembersJson
		} else {
			own = jsonx.Merge(own, e.MembersJson)
		}
	}
	return own
}

// hasMembers reports whether an object text has at least one member.
func hasMembers(object string) bool {
	for i := 0; i < len(object); i++ {
		if object[i] == '"' {
			return true
		}
	}
	return false
}

// ReportForeignRequest reports every unknown member of req that belongs to another dialect than the target: no encoder
// can write one. Encoders call it once for each request.
func ReportForeignRequest(req *pb.GenerateRequest, target pb.Dialect, losses *Losses) {
	f := foreign{target: target, losses: losses}
	f.report("", req.Extensions, pb.LossClass_LOSS_CLASS_METADATA)
	f.parts("/instructions", req.Instructions)
	f.messages("/messages", req.Messages)
	f.tools("/tools", req.Tools)
	f.report("/tool_choice", req.GetToolChoice().GetExtensions(), pb.LossClass_LOSS_CLASS_TOOLS)
	f.report("/reasoning", req.GetReasoning().GetExtensions(), pb.LossClass_LOSS_CLASS_REASONING)
	f.report("/output/format", req.GetOutput().GetFormat().GetExtensions(), pb.LossClass_LOSS_CLASS_FORMAT)
}

// ReportForeignResponse does for a response what ReportForeignRequest does for a request.
func ReportForeignResponse(resp *pb.GenerateResponse, target pb.Dialect, losses *Losses) {
	f := foreign{target: target, losses: losses}
	f.report("", resp.Extensions, pb.LossClass_LOSS_CLASS_METADATA)
	f.report("/prompt_block", resp.GetPromptBlock().GetExtensions(), pb.LossClass_LOSS_CLASS_METADATA)
	f.report("/usage", resp.GetUsage().GetExtensions(), pb.LossClass_LOSS_CLASS_USAGE)
	for i, c := range resp.Candidates {
		at := "/candidates/" + strconv.Itoa(i)
		f.report(at, c.Extensions, pb.LossClass_LOSS_CLASS_METADATA)
		f.report(at+"/finish", c.GetFinish().GetExtensions(), pb.LossClass_LOSS_CLASS_FINISH)
		f.messages(at+"/messages", c.Messages)
	}
}

// foreign walks a canonical message for extensions of other dialects than the target. Paths are built only where
// something is found below them.
type foreign struct {
	target pb.Dialect
	losses *Losses
}

func (f *foreign) report(path string, exts []*pb.Extension, class pb.LossClass) {
	for i, e := range exts {
		if e.Dialect == f.target || e.Kind != pb.ExtensionKind_EXTENSION_KIND_UNSPECIFIED {
			continue
		}
		at := path + "/extensions/" + strconv.Itoa(i) + "/members_json"
		for name, value := range jsonx.Members(e.MembersJson) {
			if value == "null" {
				continue
			}
			f.losses.Drop(at+Path(name), class, "the target has no member for it")
		}
	}
}

func (f *foreign) messages(path string, messages []*pb.Message) {
	for i, m := range messages {
		at := path + "/" + strconv.Itoa(i)
		if len(m.Extensions) > 0 {
			f.report(at, m.Extensions, pb.LossClass_LOSS_CLASS_METADATA)
		}
		f.parts(at+"/parts", m.Parts)
	}
}

func (f *foreign) parts(path string, parts []*pb.Part) {
	for i, p := range parts {
		f.part(path, i, p)
	}
}

func (f *foreign) part(path string, i int, p *pb.Part) {
	at := path + "/" + strconv.Itoa(i)
	if len(p.Extensions) > 0 {
		f.report(at, p.Extensions, pb.LossClass_LOSS_CLASS_CONTENT)
	}
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		for j, cite := range c.Text.Citations {
			f.report(at+"/text/citations/"+strconv.Itoa(j), cite.Extensions, pb.LossClass_LOSS_CLASS_CITATIONS)
		}
	case *pb.Part_Media:
		f.parts(at+"/media/parts", c.Media.Parts)
	case *pb.Part_ToolResult:
		f.parts(at+"/tool_result/parts", c.ToolResult.Parts)
	case *pb.Part_ToolChanges:
		f.tools(at+"/tool_changes/add", c.ToolChanges.Add)
	case *pb.Part_Settings:
		f.report(at+"/settings/format", c.Settings.GetFormat().GetExtensions(), pb.LossClass_LOSS_CLASS_FORMAT)
	}
}

func (f *foreign) tools(path string, tools []*pb.Tool) {
	for i, t := range tools {
		at := path + "/" + strconv.Itoa(i)
		f.report(at, t.Extensions, pb.LossClass_LOSS_CLASS_TOOLS)
		f.tools(at+"/tools", t.Tools)
	}
}
