package canon_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

var wordRule = canon.NameRule{Max: 64, First: canon.WordByte, Rest: canon.WordByte}

// letterRule takes names that begin with a letter and may hold dots.
var letterRule = canon.NameRule{
	Max:   20,
	First: func(c byte) bool { return canon.WordByte(c) && (c < '0' || c > '9') && c != '-' },
	Rest:  func(c byte) bool { return canon.WordByte(c) || c == '.' },
}

func tool(name string) *pb.Tool { return &pb.Tool{Name: name, Kind: pb.ToolKind_TOOL_KIND_FUNCTION} }

func namespace(name string, tools ...*pb.Tool) *pb.Tool {
	return &pb.Tool{Name: name, Kind: pb.ToolKind_TOOL_KIND_NAMESPACE, Tools: tools}
}

func TestNames(t *testing.T) {
	long := strings.Repeat("x", 70)
	req := &pb.GenerateRequest{
		Tools: []*pb.Tool{
			tool("a.b"), tool("plain"), namespace("ns", tool("f"), tool("a.b")), tool(long), tool("ns__f"), tool("1st"), tool("a_b"),
			{Name: "patch", Kind: pb.ToolKind_TOOL_KIND_CUSTOM},
			{Name: "web", Kind: pb.ToolKind_TOOL_KIND_HOSTED},
		},
		Messages: []*pb.Message{
			{Parts: []*pb.Part{{Content: &pb.Part_ToolChanges{ToolChanges: &pb.ToolChanges{Add: []*pb.Tool{namespace("late", tool("f"))}}}}}},
			{Parts: []*pb.Part{{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{Name: "old:tool"}}}}},
		},
	}
	n := canon.NewNames(req, wordRule)
	for _, c := range []struct{ namespace, name, want string }{
		{"", "plain", "plain"},
		{"", "a_b", "a_b"},
		{"", "patch", "patch"},
		{"", "1st", "1st"},
		{"", "ns__f", "ns__f"},
		{"late", "f", "late__f"},
		{"", "never seen", ""},
	} {
		got := n.Alias(c.namespace, c.name)
		if c.want != "" && got != c.want || !wordRule.Legal(got) {
			t.Errorf("Alias(%q, %q) = %q", c.namespace, c.name, got)
		}
	}
	// Each of these needs an alias that is legal, its own, and leads back.
	seen := map[string]bool{"plain": true, "ns__f": true, "a_b": true}
	for _, c := range []canon.ToolName{
		{Name: "a.b", Kind: pb.ToolKind_TOOL_KIND_FUNCTION},
		{Namespace: "ns", Name: "f", Kind: pb.ToolKind_TOOL_KIND_FUNCTION},
		{Namespace: "ns", Name: "a.b", Kind: pb.ToolKind_TOOL_KIND_FUNCTION},
		{Name: long, Kind: pb.ToolKind_TOOL_KIND_FUNCTION},
		{Name: "old:tool"},
		{Namespace: "late", Name: "f", Kind: pb.ToolKind_TOOL_KIND_FUNCTION},
	} {
		alias := n.Alias(c.Namespace, c.Name)
		if !wordRule.Legal(alias) || seen[alias] {
			t.Errorf("%v: alias %q", c, alias)
		}
		seen[alias] = true
		if got := n.Restore(alias); got != c {
			t.Errorf("Restore(%q) = %v, want %v", alias, got, c)
		}
	}
	if got := n.Restore("patch"); got.Kind != pb.ToolKind_TOOL_KIND_CUSTOM {
		t.Errorf("a custom tool came back as %v", got)
	}
	for _, unknown := range []string{"web", "unknown", ""} {
		if got := n.Restore(unknown); got != (canon.ToolName{Name: unknown}) {
			t.Errorf("Restore(%q) = %v", unknown, got)
		}
	}
	if got := canon.NewNames(nil, wordRule).Restore("ns__f"); got != (canon.ToolName{Name: "ns__f"}) {
		t.Errorf("without a request: %v", got)
	}
}

func TestNamesFirstByte(t *testing.T) {
	req := &pb.GenerateRequest{Tools: []*pb.Tool{tool("1st"), tool("a.b"), tool("über"), tool(""), tool("x")}}
	n := canon.NewNames(req, letterRule)
	for _, x := range req.Tools {
		alias := n.Alias("", x.Name)
		if !letterRule.Legal(alias) || n.Restore(alias).Name != x.Name {
			t.Errorf("%q became %q", x.Name, alias)
		}
	}
	if n.Alias("", "a.b") != "a.b" || !strings.HasPrefix(n.Alias("", "1st"), "t1st_") {
		t.Errorf("%q, %q", n.Alias("", "a.b"), n.Alias("", "1st"))
	}
}

// TestNamesLaws checks that aliases of any tools are legal, distinct, the same each time, and lead back.
func TestNamesLaws(t *testing.T) {
	word := rapid.StringMatching(`[a-c._:é]{0,6}(__[ab.]{1,3})?`)
	rapid.Check(t, func(t *rapid.T) {
		req := &pb.GenerateRequest{}
		for range rapid.IntRange(0, 8).Draw(t, "tools") {
			x := tool(word.Draw(t, "name"))
			if rapid.Bool().Draw(t, "in a namespace") {
				x = namespace(rapid.SampledFrom([]string{"a", "a__b", "n.s"}).Draw(t, "namespace"), x)
			}
			req.Tools = append(req.Tools, x)
		}
		n, again := canon.NewNames(req, wordRule), canon.NewNames(req, wordRule)
		owner := map[string]canon.ToolName{}
		for _, e := range canon.ToolsInEffect(req) {
			alias := n.Alias(e.Namespace, e.Tool.Name)
			restored := n.Restore(alias)
			switch {
			case !wordRule.Legal(alias):
				t.Errorf("%q is not legal", alias)
			case alias != again.Alias(e.Namespace, e.Tool.Name):
				t.Errorf("%q differs the next time", alias)
			case restored.Name != e.Tool.Name || restored.Namespace != e.Namespace:
				t.Errorf("%q leads back to %v", alias, restored)
			}
			if other, ok := owner[alias]; ok && (other.Name != e.Tool.Name || other.Namespace != e.Namespace) {
				t.Errorf("%q stands for %v and for %s %s", alias, other, e.Namespace, e.Tool.Name)
			}
			owner[alias] = restored
		}
	})
}
