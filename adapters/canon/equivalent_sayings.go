package canon

import (
	"encoding/base64"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// saying is one thing said in a conversation, whatever message it stands in.
type saying struct {
	role    pb.Role
	part    *pb.Part
	message *pb.Message // nil for instructions and for parts of parts
	path    string      // of the part
	owner   string      // path of the message, or of what holds the parts
	gist    string      // what is said, spelled so that equal sayings are equal
	turn    int         // counts the runs of one author
}

// content is the path of what the part says.
func (s saying) content() string {
	if s.path == s.owner+"/settings" {
		return s.path
	}
	return s.path + "/" + kindName(s.part)
}

// kindName is the name of the field that holds a part's content.
func kindName(p *pb.Part) string {
	m := p.ProtoReflect()
	f := m.WhichOneof(m.Descriptor().Oneofs().ByName("content"))
	if f == nil {
		return "content"
	}
	return string(f.Name())
}

// conversation gives what is said in messages, one after the other. Results of tools that the client runs are left out:
// they belong to their calls. So is what is blank and carries nothing.
func conversation(path string, messages []*pb.Message) []saying {
	var out []saying
	for i, m := range messages {
		owner := path + Path(i)
		if m.Settings != nil {
			p := &pb.Part{Content: &pb.Part_Settings{Settings: m.Settings}}
			out = append(out, saying{role: roleOf(m), part: p, message: m, path: owner + "/settings", owner: owner})
		}
		for j, p := range m.Parts {
			if clientResult(p) != nil {
				continue
			}
			out = append(out, saying{role: roleOf(m), part: p, message: m, path: owner + Path("parts", j), owner: owner})
		}
	}
	return finished(out)
}

// parts gives what a list of parts says, which stands at a path.
func sayingsOf(path string, role pb.Role, parts []*pb.Part) []saying {
	var out []saying
	for i, p := range parts {
		out = append(out, saying{role: role, part: p, path: path + Path(i), owner: path})
	}
	return finished(out)
}

// finished leaves out what is blank, and fills in what depends on the whole.
func finished(all []saying) []saying {
	out := all[:0]
	for _, s := range all {
		if saysNothing(s.part) {
			continue
		}
		s.gist = gistOf(s.part)
		if n := len(out); n > 0 {
			s.turn = out[n-1].turn
			if out[n-1].role != s.role {
				s.turn++
			}
		}
		out = append(out, s)
	}
	return out
}

// saysNothing reports whether a part is blank and nothing is attached to it.
func saysNothing(p *pb.Part) bool {
	// A seal without data says that there is none.
	if p.Seal.GetData() != "" || p.Cache != nil {
		return false
	}
	switch c := p.Content.(type) {
	case nil:
		return true
	case *pb.Part_Text:
		return blank(c.Text.Text) && len(c.Text.Citations) == 0
	case *pb.Part_Reasoning:
		return len(readable(c.Reasoning)) == 0
	case *pb.Part_Refusal:
		return blank(c.Refusal.Text)
	}
	return false
}

// readable gives the texts of reasoning, whichever field they stand in.
func readable(r *pb.ReasoningContent) []string {
	var out []string
	for _, s := range append([]string{r.GetText()}, r.GetSummaries()...) {
		if !blank(s) {
			out = append(out, s)
		}
	}
	return out
}

// gistOf spells what a part says. Equal gists mean the same content; the reverse does not hold.
func gistOf(p *pb.Part) string {
	kind := kindName(p)
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		return kind + ":" + c.Text.Text
	case *pb.Part_Reasoning:
		said := kind + ":" + strings.Join(readable(c.Reasoning), "\x00")
		if len(readable(c.Reasoning)) == 0 {
			said += p.GetSeal().GetData()
		}
		return said
	case *pb.Part_Refusal:
		return kind + ":" + c.Refusal.Text
	case *pb.Part_Media:
		return kind + ":" + sourceOf(c.Media) + c.Media.Filename
	case *pb.Part_ToolCall:
		return kind + ":" + argumentsOf(c.ToolCall)
	case *pb.Part_Opaque:
		return kind + ":" + c.Opaque.Json
	}
	text, err := proto.MarshalOptions{Deterministic: true}.Marshal(&pb.Part{Content: p.Content})
	if err != nil {
		return kind
	}
	return kind + ":" + string(text)
}

// argumentsOf gives the arguments of a call as an object; the free text of a custom tool as the object that stands for it
// where a target has functions only.
func argumentsOf(c *pb.ToolCall) string {
	if c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM && c.ArgumentsJson == "" {
		return jsonx.WrapText("input", c.Input)
	}
	if args := orEmptyObject(c.ArgumentsJson); jsonx.ValidText(args) {
		return jsonx.Compact(args)
	}
	return c.ArgumentsJson
}

// sourceOf spells where the bytes of a media part are: base64 in one alphabet and without padding, but text as itself.
func sourceOf(m *pb.Media) string {
	switch s := m.Source.(type) {
	case *pb.Media_Data:
		data := strings.NewReplacer("-", "+", "_", "/", "=", "", "\n", "", "\r", "").Replace(s.Data)
		if strings.HasPrefix(m.MediaType, "text/") {
			if text, err := base64.RawStdEncoding.DecodeString(data); err == nil {
				return "text:" + string(text)
			}
		}
		return "data:" + data
	case *pb.Media_Uri:
		return "uri:" + s.Uri
	case *pb.Media_FileId:
		return "file:" + s.FileId
	case *pb.Media_Text:
		return "text:" + s.Text
	}
	return ""
}
