package canon_test

import (
	"slices"
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestKeep(t *testing.T) {
	const claude, chat = pb.Dialect_DIALECT_CLAUDE, pb.Dialect_DIALECT_CHAT
	var exts []*pb.Extension
	exts = canon.KeepUnknown(exts, claude, "", ``)
	exts = canon.KeepUnknown(exts, claude, "", ` { } `)
	if exts != nil {
		t.Fatal("kept nothing")
	}
	exts = canon.KeepUnknown(exts, claude, "", `{"a":1}`)
	exts = canon.KeepUnknown(exts, claude, "", `{"b":2}`)
	exts = canon.KeepUnknown(exts, claude, "/sub", `{"c":3}`)
	exts = canon.KeepSpelling(exts, claude, "", "d", `null`)
	exts = canon.KeepSpelling(exts, claude, "", "e", `1.0`)
	exts = canon.KeepTransport(exts, claude, "", `{"f":4}`)
	exts = canon.KeepUnknown(exts, chat, "", `{"a":9}`)
	if len(exts) != 5 {
		t.Fatalf("%d extensions: %v", len(exts), exts)
	}
	for _, c := range []struct {
		dialect pb.Dialect
		at      string
		want    string
	}{
		{claude, "", `{"a":1,"b":2,"d":null,"e":1.0,"f":4}`},
		{claude, "/sub", `{"c":3}`},
		{chat, "", `{"a":9}`},
		{chat, "/sub", ``},
	} {
		if got := canon.Own(exts, c.dialect, c.at); got != c.want {
			t.Errorf("Own(%v, %q) = %s", c.dialect, c.at, got)
		}
	}
}

// unknown is an extension of Claude's with one member that nothing else says, and others whose absence is no loss.
func unknown(name string) []*pb.Extension {
	var exts []*pb.Extension
	exts = canon.KeepSpelling(exts, pb.Dialect_DIALECT_CLAUDE, "", "spelling", `1`)
	exts = canon.KeepTransport(exts, pb.Dialect_DIALECT_CLAUDE, "", `{"transport":1}`)
	return canon.KeepUnknown(exts, pb.Dialect_DIALECT_CLAUDE, "", `{"`+name+`":1,"none":null}`)
}

func TestReportForeignRequest(t *testing.T) {
	format := &pb.OutputFormat{Extensions: unknown("format")}
	req := &pb.GenerateRequest{
		Extensions:   unknown("a/b"),
		Instructions: []*pb.Part{{Extensions: unknown("i")}},
		Messages: []*pb.Message{
			{Extensions: unknown("m"), Settings: &pb.Settings{Format: format}, Parts: []*pb.Part{
				{Extensions: unknown("p"), Content: &pb.Part_Text{Text: &pb.Text{
					Citations: []*pb.Citation{{}, {Extensions: unknown("c")}},
					Logprobs:  []*pb.Logprob{{Extensions: unknown("l"), Top: []*pb.Logprob{{Extensions: unknown("t")}}}},
				}}},
				{Content: &pb.Part_Media{Media: &pb.Media{Parts: []*pb.Part{{Extensions: unknown("mp")}}}}},
				{Content: &pb.Part_ToolResult{ToolResult: &pb.ToolResult{Parts: []*pb.Part{{Extensions: unknown("rp")}}}}},
				{Content: &pb.Part_ToolChanges{ToolChanges: &pb.ToolChanges{Add: []*pb.Tool{{Extensions: unknown("ta")}}}}},
				{Content: &pb.Part_Settings{Settings: &pb.Settings{Format: format}}},
			}},
		},
		Tools:      []*pb.Tool{{Extensions: unknown("t")}, {Tools: []*pb.Tool{{Extensions: unknown("nt")}}}},
		ToolChoice: &pb.ToolChoice{Extensions: unknown("tc")},
		Reasoning:  &pb.ReasoningConfig{Extensions: unknown("r")},
		Output:     &pb.OutputConfig{Format: format},
	}
	x := "/extensions/2/members_json/"
	expectDropped(t, func(target pb.Dialect, losses *canon.Losses) { canon.ReportForeignRequest(req, target, losses) }, []string{
		x + "a~1b", "/instructions/0" + x + "i", "/messages/0" + x + "m", "/messages/0/settings/format" + x + "format",
		"/messages/0/parts/0" + x + "p", "/messages/0/parts/0/text/citations/1" + x + "c",
		"/messages/0/parts/0/text/logprobs/0" + x + "l", "/messages/0/parts/0/text/logprobs/0/top/0" + x + "t",
		"/messages/0/parts/1/media/parts/0" + x + "mp", "/messages/0/parts/2/tool_result/parts/0" + x + "rp",
		"/messages/0/parts/3/tool_changes/add/0" + x + "ta", "/messages/0/parts/4/settings/format" + x + "format",
		"/tools/0" + x + "t", "/tools/1/tools/0" + x + "nt", "/tool_choice" + x + "tc", "/reasoning" + x + "r",
		"/output/format" + x + "format",
	})
	canon.ReportForeignRequest(&pb.GenerateRequest{}, pb.Dialect_DIALECT_CHAT, nil)
}

func TestReportForeignResponse(t *testing.T) {
	resp := &pb.GenerateResponse{
		Extensions: unknown("a"), Error: &pb.Error{Extensions: unknown("e")}, PromptBlock: &pb.PromptBlock{Extensions: unknown("b")},
		Usage: &pb.Usage{Extensions: unknown("u")},
		Candidates: []*pb.Candidate{{}, {
			Extensions: unknown("c"), Finish: &pb.Finish{Extensions: unknown("f")},
			Messages: []*pb.Message{{Parts: []*pb.Part{{Extensions: unknown("p")}}}},
		}},
	}
	x := "/extensions/2/members_json/"
	expectDropped(t, func(target pb.Dialect, losses *canon.Losses) { canon.ReportForeignResponse(resp, target, losses) }, []string{
		x + "a", "/error" + x + "e", "/prompt_block" + x + "b", "/usage" + x + "u", "/candidates/1" + x + "c",
		"/candidates/1/finish" + x + "f", "/candidates/1/messages/0/parts/0" + x + "p",
	})
	canon.ReportForeignResponse(&pb.GenerateResponse{}, pb.Dialect_DIALECT_CHAT, nil)
}

// expectDropped checks that all places are reported toward another dialect, and none toward their own.
func expectDropped(t *testing.T, report func(pb.Dialect, *canon.Losses), want []string) {
	t.Helper()
	foreign, own := &canon.Losses{}, &canon.Losses{}
	report(pb.Dialect_DIALECT_CHAT, foreign)
	report(pb.Dialect_DIALECT_CLAUDE, own)
	var got []string
	for _, l := range foreign.Items() {
		got = append(got, l.Path)
		if l.Action != pb.LossAction_LOSS_ACTION_DROPPED || l.Class == pb.LossClass_LOSS_CLASS_UNSPECIFIED {
			t.Errorf("%v", l)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if len(own.Items()) != 0 {
		t.Errorf("reported toward their own dialect: %v", own.Items())
	}
}

func TestReportForeignBuildsNoPathsForNothing(t *testing.T) {
	req := &pb.GenerateRequest{Messages: conversation("user: say a", "assistant: say b, call x", "tool: result x 1")}
	if n := testing.AllocsPerRun(100, func() { canon.ReportForeignRequest(req, pb.Dialect_DIALECT_CHAT, nil) }); n > 1 {
		t.Errorf("%v allocations", n)
	}
}
