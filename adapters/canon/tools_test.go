package canon_test

import (
	"slices"
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestToolsInEffect(t *testing.T) {
	hosted := func(kind, label string) *pb.Tool {
		return &pb.Tool{Kind: pb.ToolKind_TOOL_KIND_HOSTED, Hosted: &pb.HostedTool{Type: kind, ServerLabel: label}}
	}
	change := func(tools ...*pb.Tool) *pb.Part {
		return &pb.Part{Content: &pb.Part_ToolChanges{ToolChanges: &pb.ToolChanges{Add: tools, Remove: []string{"a"}}}}
	}
	req := &pb.GenerateRequest{
		Tools: []*pb.Tool{tool("a"), namespace("ns", tool("a"), tool("b")), hosted("mcp", "one"), tool("a")},
		Messages: []*pb.Message{
			{Parts: []*pb.Part{{}, change(tool("a"), tool("c"), namespace("ns", tool("b"), tool("d")), hosted("mcp", "one"), hosted("mcp", "two"))}},
			{Parts: []*pb.Part{change(tool("c"))}},
		},
	}
	var got []string
	for _, e := range canon.ToolsInEffect(req) {
		got = append(got, e.Path+" "+e.Namespace+" "+e.Tool.Name+" "+e.Change)
	}
	want := []string{
		"/tools/0  a ", "/tools/1/tools/0 ns a ", "/tools/1/tools/1 ns b ", "/tools/2   ", "/tools/3  a ",
		"/messages/0/parts/1/tool_changes/add/1  c /messages/0/parts/1",
		"/messages/0/parts/1/tool_changes/add/2/tools/1 ns d /messages/0/parts/1",
		"/messages/0/parts/1/tool_changes/add/4   /messages/0/parts/1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestSettingsInEffect(t *testing.T) {
	low, high := "low", "high"
	format := &pb.OutputFormat{MediaType: "application/json"}
	req := &pb.GenerateRequest{Messages: []*pb.Message{
		{Settings: &pb.Settings{Effort: &low, Format: format}},
		{Parts: []*pb.Part{{}, {Content: &pb.Part_Settings{Settings: &pb.Settings{Effort: &high}}}}},
	}}
	latest, paths := canon.SettingsInEffect(req)
	if latest.GetEffort() != "high" || latest.Format != format || !slices.Equal(paths, []string{"/messages/0/settings", "/messages/1/parts/1"}) {
		t.Errorf("%v, %q", latest, paths)
	}
	if *req.Messages[0].Settings.Effort != "low" {
		t.Error("the request was changed")
	}
	if latest, paths := canon.SettingsInEffect(&pb.GenerateRequest{}); latest != nil || paths != nil {
		t.Errorf("%v, %q", latest, paths)
	}
}
