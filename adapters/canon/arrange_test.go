package canon_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/canon/canontest"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

var roles = map[string]pb.Role{
	"none": pb.Role_ROLE_UNSPECIFIED, "system": pb.Role_ROLE_SYSTEM, "developer": pb.Role_ROLE_DEVELOPER,
	"user": pb.Role_ROLE_USER, "assistant": pb.Role_ROLE_ASSISTANT, "tool": pb.Role_ROLE_TOOL,
}

// conversation builds messages from lines like "assistant: say hi, call x", "tool: result x done", "tool: failed x why".
func conversation(lines ...string) []*pb.Message {
	var out []*pb.Message
	for _, line := range lines {
		role, content, _ := strings.Cut(line, ":")
		m := &pb.Message{Role: roles[role]}
		for _, piece := range strings.Split(content, ",") {
			if words := strings.Fields(piece); len(words) > 0 {
				m.Parts = append(m.Parts, piecePart(words))
			}
		}
		out = append(out, m)
	}
	return out
}

func piecePart(words []string) *pb.Part {
	rest := strings.Join(words[min(2, len(words)):], " ")
	result := &pb.ToolResult{Form: pb.ContentForm_CONTENT_FORM_STRING}
	if len(words) > 1 {
		result.CallId = words[1]
		result.Parts = []*pb.Part{{Content: &pb.Part_Text{Text: &pb.Text{Text: rest}}}}
	}
	switch words[0] {
	case "call":
		return &pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{CallId: words[1], Name: "f"}}}
	case "hosted":
		return &pb.Part{Content: &pb.Part_ToolCall{ToolCall: &pb.ToolCall{CallId: words[1], Name: "h", Kind: pb.ToolKind_TOOL_KIND_HOSTED}}}
	case "hostedresult":
		result.Kind = pb.ToolKind_TOOL_KIND_HOSTED
	case "failed":
		failed := true
		result.IsError = &failed
	case "json":
		result.OutputJson, result.Parts = &rest, nil
	case "opaque":
		return &pb.Part{Content: &pb.Part_Opaque{Opaque: &pb.Opaque{Type: words[1]}}}
	case "say":
		return &pb.Part{Content: &pb.Part_Text{Text: &pb.Text{Text: strings.Join(words[1:], " ")}}}
	}
	return &pb.Part{Content: &pb.Part_ToolResult{ToolResult: result}}
}

// showTurns is the inverse of conversation, with the position of each part.
func showTurns(turns []canon.Turn) []string {
	names := map[pb.Role]string{}
	for name, role := range roles {
		names[role] = name
	}
	var out []string
	for _, t := range turns {
		var pieces []string
		for _, e := range t.Entries {
			pieces = append(pieces, fmt.Sprintf("%d.%d %s", e.M, e.P, showPart(e.Part)))
		}
		out = append(out, names[t.Role]+": "+strings.Join(pieces, ", "))
	}
	return out
}

func showPart(p *pb.Part) string {
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		return "say " + c.Text.Text
	case *pb.Part_ToolCall:
		if c.ToolCall.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
			return "hosted " + c.ToolCall.CallId
		}
		return "call " + c.ToolCall.CallId
	case *pb.Part_ToolResult:
		kind := "result "
		if c.ToolResult.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
			kind = "hostedresult "
		}
		if c.ToolResult.GetIsError() {
			kind = "failed "
		}
		text, _ := canon.ResultText(c.ToolResult)
		return kind + c.ToolResult.CallId + " " + strings.ReplaceAll(text, "\n", "+")
	}
	return "opaque"
}

func showLosses(losses *canon.Losses) []string {
	var out []string
	for _, l := range losses.Items() {
		line := l.Path + " " + strings.ToLower(strings.TrimPrefix(l.Action.String(), "LOSS_ACTION_"))
		if l.Refuse {
			line += " refuse"
		}
		out = append(out, line)
	}
	return out
}

func TestArrange(t *testing.T) {
	for _, c := range []struct {
		name   string
		in     []string
		turns  []string
		losses []string
	}{
		{"empty", nil, nil, nil},
		{"plain", []string{"system: say s", "user: say a", "assistant: say b"}, []string{"system: 0.0 say s", "user: 1.0 say a", "assistant: 2.0 say b"}, nil},
		{"neighbours_of_one_author", []string{"user: say a", "user: say b", "none: say c", "assistant: say d"}, []string{"user: 0.0 say a, 1.0 say b", "assistant: 2.0 say c, 3.0 say d"}, nil},
		{"developer_is_not_system", []string{"system: say a", "developer: say b"}, []string{"system: 0.0 say a", "developer: 1.0 say b"}, nil},
		{"messages_without_parts_vanish", []string{"user:", "assistant: say a", "user:"}, []string{"assistant: 1.0 say a"}, nil},

		{"in_order", []string{"assistant: call x", "tool: result x 1", "assistant: say b"}, []string{"assistant: 0.0 call x", "tool: 1.0 result x 1", "assistant: 2.0 say b"}, nil},
		{
			"two_steps",
			[]string{"assistant: call x", "tool: result x 1", "assistant: call y", "tool: result y 2"},
			[]string{"assistant: 0.0 call x", "tool: 1.0 result x 1", "assistant: 2.0 call y", "tool: 3.0 result y 2"},
			nil,
		},
		{
			"parallel_in_other_order",
			[]string{"assistant: call x, call y", "tool: result y 2", "tool: result x 1"},
			[]string{"assistant: 0.0 call x, 0.1 call y", "tool: 2.0 result x 1, 1.0 result y 2"},
			nil,
		},
		{
			"items_of_one_turn",
			[]string{"assistant: call x", "assistant: call y", "tool: result x 1", "tool: result y 2"},
			[]string{"assistant: 0.0 call x, 1.0 call y", "tool: 2.0 result x 1, 3.0 result y 2"},
			nil,
		},

		{
			"pain26_call_message_result",
			[]string{"assistant: call x", "assistant: say b", "tool: result x 1"},
			[]string{"assistant: 0.0 call x, 1.0 say b", "tool: 2.0 result x 1"},
			nil,
		},
		{
			"pain26_user_between_call_and_result",
			[]string{"assistant: call x", "user: say wait", "tool: result x 1", "assistant: say b"},
			[]string{"assistant: 0.0 call x", "tool: 2.0 result x 1", "user: 1.0 say wait", "assistant: 3.0 say b"},
			nil,
		},
		{
			"pain26_system_between_call_and_result",
			[]string{"assistant: call x", "system: say s", "tool: result x 1"},
			[]string{"assistant: 0.0 call x", "tool: 2.0 result x 1", "system: 1.0 say s"},
			nil,
		},
		{
			"pain26_delayed_past_another_step",
			[]string{"assistant: call x, call y", "tool: result y 2", "assistant: call z", "tool: result x 1", "tool: result z 3"},
			[]string{"assistant: 0.0 call x, 0.1 call y", "tool: 3.0 result x 1, 1.0 result y 2", "assistant: 2.0 call z", "tool: 4.0 result z 3"},
			nil,
		},
		{
			"pain26_text_before_result_in_one_message",
			[]string{"assistant: call x", "user: say look, result x 1, say there"},
			[]string{"assistant: 0.0 call x", "tool: 1.1 result x 1", "user: 1.0 say look, 1.2 say there"},
			nil,
		},
		{
			"pain26_users_kept_apart_by_a_result",
			[]string{"assistant: call x", "user: say a", "tool: result x 1", "user: say b"},
			[]string{"assistant: 0.0 call x", "tool: 2.0 result x 1", "user: 1.0 say a, 3.0 say b"},
			nil,
		},

		{"pain27_orphan", []string{"user: say a", "tool: result x 1", "assistant: say b"}, []string{"user: 0.0 say a", "assistant: 2.0 say b"}, []string{"/messages/1/parts/0 dropped refuse"}},
		{
			"pain27_orphan_between_assistants",
			[]string{"assistant: say a", "tool: result x 1", "assistant: call y", "tool: result y 2"},
			[]string{"assistant: 0.0 say a, 2.0 call y", "tool: 3.0 result y 2"},
			[]string{"/messages/1/parts/0 dropped refuse"},
		},
		{
			"pain27_result_before_its_call",
			[]string{"tool: result x 1", "assistant: call x", "user: say a"},
			[]string{"assistant: 1.0 call x", "tool: 1.-1 failed x no result (interrupted)", "user: 2.0 say a"},
			[]string{"/messages/0/parts/0 dropped refuse", "/messages/1/parts/0 synthesized"},
		},
		{
			"pain27_unanswered",
			[]string{"assistant: call x", "user: say never mind", "assistant: say b"},
			[]string{"assistant: 0.0 call x", "tool: 0.-1 failed x no result (interrupted)", "user: 1.0 say never mind", "assistant: 2.0 say b"},
			[]string{"/messages/0/parts/0 synthesized"},
		},
		{"pain27_unanswered_at_the_end", []string{"user: say a", "assistant: call x"}, []string{"user: 0.0 say a", "assistant: 1.0 call x"}, []string{"/messages/1/parts/0 approximated refuse"}},
		{
			"pain27_partly_answered",
			[]string{"assistant: call x, call y, call z", "tool: result y 2"},
			[]string{"assistant: 0.0 call x, 0.1 call y, 0.2 call z", "tool: 0.-1 failed x no result (interrupted), 1.0 result y 2, 0.-1 failed z no result (interrupted)"},
			[]string{"/messages/0/parts/0 synthesized", "/messages/0/parts/2 synthesized"},
		},
		{
			"pain27_duplicate",
			[]string{"assistant: call x", "tool: result x 1", "tool: failed x 2", "user: say a"},
			[]string{"assistant: 0.0 call x", "tool: 1.0 failed x 1+2", "user: 3.0 say a"},
			[]string{"/messages/2/parts/0 approximated"},
		},
		{
			"pain27_same_result_twice",
			[]string{"assistant: call x", "tool: result x 1", "tool: result x 1"},
			[]string{"assistant: 0.0 call x", "tool: 1.0 result x 1"},
			[]string{"/messages/2/parts/0 approximated"},
		},
		{
			"pain27_duplicate_of_a_value",
			[]string{"assistant: call x", "tool: json x [1]", "tool: result x 2"},
			[]string{"assistant: 0.0 call x", "tool: 1.0 result x [1]+2"},
			[]string{"/messages/2/parts/0 approximated"},
		},

		{
			"id_used_again",
			[]string{"assistant: call x", "tool: result x 1", "assistant: call x", "tool: result x 2"},
			[]string{"assistant: 0.0 call x", "tool: 1.0 result x 1", "assistant: 2.0 call x", "tool: 3.0 result x 2"},
			nil,
		},
		{
			"id_used_twice_in_one_turn",
			[]string{"assistant: call x, call x", "tool: result x 1", "tool: result x 2"},
			[]string{"assistant: 0.0 call x, 0.1 call x", "tool: 1.0 result x 1, 2.0 result x 2"},
			nil,
		},
		{
			"id_used_again_after_an_interruption",
			[]string{"assistant: call x", "user: say no", "assistant: call x", "tool: result x 2"},
			[]string{"assistant: 0.0 call x", "tool: 0.-1 failed x no result (interrupted)", "user: 1.0 say no", "assistant: 2.0 call x", "tool: 3.0 result x 2"},
			[]string{"/messages/0/parts/0 synthesized"},
		},
		{
			"id_used_again_and_both_answered_late",
			[]string{"assistant: call x", "user: say no", "assistant: call x", "tool: result x 2", "tool: result x 1"},
			[]string{"assistant: 0.0 call x", "tool: 4.0 result x 1", "user: 1.0 say no", "assistant: 2.0 call x", "tool: 3.0 result x 2"},
			nil,
		},

		{"hosted_calls_stay", []string{"assistant: hosted h, hostedresult h 1, say a", "user: say b"}, []string{"assistant: 0.0 hosted h, 0.1 hostedresult h 1, 0.2 say a", "user: 1.0 say b"}, nil},
		{"what_is_no_result_stays", []string{"assistant: call x", "tool: opaque y, result x 1"}, []string{"assistant: 0.0 call x", "tool: 1.1 result x 1", "user: 1.0 opaque"}, nil},
		{"result_in_an_assistant_message", []string{"assistant: call x, result x 1, say a"}, []string{"assistant: 0.0 call x", "tool: 0.1 result x 1", "assistant: 0.2 say a"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			losses := &canon.Losses{}
			if got := showTurns(canon.Arrange(conversation(c.in...), losses)); !slices.Equal(got, c.turns) {
				t.Errorf("got  %q\nwant %q", got, c.turns)
			}
			if got := showLosses(losses); !slices.Equal(got, c.losses) {
				t.Errorf("losses %q, want %q", got, c.losses)
			}
		})
	}
}

// TestArrangeLaws checks on any conversation that results follow their calls one to one, and that nothing but results is
// left out or moved.
func TestArrangeLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		messages := canontest.Request().Draw(t, "request").Messages
		losses := &canon.Losses{}
		turns := canon.Arrange(messages, losses)
		var kept, want []*pb.Part
		for i, turn := range turns {
			var calls []string
			for _, e := range turn.Entries {
				if c := e.Part.GetToolCall(); c != nil && c.Kind != pb.ToolKind_TOOL_KIND_HOSTED {
					calls = append(calls, c.CallId)
				}
				r := e.Part.GetToolResult()
				switch {
				case turn.Role == pb.Role_ROLE_TOOL && r == nil:
					t.Errorf("turn %d: a tool turn with something else than a result", i)
				case turn.Role != pb.Role_ROLE_TOOL && r != nil && r.Kind != pb.ToolKind_TOOL_KIND_HOSTED:
					t.Errorf("turn %d: a result outside of a tool turn", i)
				}
				if r == nil || r.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
					kept = append(kept, e.Part)
				}
			}
			if i > 0 && turns[i-1].Role == turn.Role {
				t.Errorf("turns %d and %d have one author", i-1, i)
			}
			if turn.Role == pb.Role_ROLE_ASSISTANT && len(calls) > 0 {
				last := i == len(turns)-1
				if !last && turns[i+1].Role != pb.Role_ROLE_TOOL || !last && len(turns[i+1].Entries) != len(calls) {
					t.Errorf("turn %d: calls without results", i)
				}
			}
		}
		for _, m := range messages {
			for _, p := range m.Parts {
				if r := p.GetToolResult(); r == nil || r.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
					want = append(want, p)
				}
			}
		}
		if !slices.Equal(kept, want) {
			t.Error("something else than a result was moved or left out")
		}
	})
}

func BenchmarkArrange(b *testing.B) {
	var lines []string
	for i := range 100 {
		lines = append(lines, fmt.Sprintf("assistant: say a, call x%d, call y%d", i, i), fmt.Sprintf("tool: result x%d 1", i), fmt.Sprintf("tool: result y%d 1", i))
	}
	messages := conversation(lines...)
	b.ReportAllocs()
	for b.Loop() {
		canon.Arrange(messages, nil)
	}
}
