package adapterstest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func TestFrames(t *testing.T) {
	for _, tc := range []struct {
		name, stream string
		want         []Frame
	}{
		{"names", "event: a\ndata: 1\n\ndata:2\n\n", []Frame{{"a", "1"}, {"", "2"}}},
		{"crlf, cr, mark", "\ufeffdata: 1\r\n\r\ndata: 2\r\r", []Frame{{"", "1"}, {"", "2"}}},
		{"comments and ids", ": hi\n\nid: 3\nretry: 1\ndata: 1\n\n", []Frame{{"", "1"}}},
		{"many lines", "data: 1\ndata: 2\n\n", []Frame{{"", "1\n2"}}},
		{"no last blank line", "data: 1", []Frame{{"", "1"}}},
		{"name without data", "event: a\n\ndata: 1\n\n", []Frame{{"", "1"}}},
	} {
		if diff := cmp.Diff(tc.want, Frames([]byte(tc.stream))); diff != "" {
			t.Errorf("%s: %s", tc.name, diff)
		}
	}
}

func TestSameDocument(t *testing.T) {
	for _, tc := range []struct {
		name, a, b string
		same       bool
	}{
		{"order and spelling", `{"a":1.0,"b":"\u0041"}`, `{"b":"A","a":1}`, true},
		{"null is absent", `{"a":null,"b":[{"c":null}]}`, `{"b":[{}]}`, true},
		{"null in a schema", `{"parameters":{"default":null}}`, `{"parameters":{}}`, false},
		{"null in a call's input", `{"content":[{"input":{"a":null}}]}`, `{"content":[{"input":{}}]}`, false},
		{"null in an input list", `{"input":[{"id":null}]}`, `{"input":[{}]}`, true},
		{"large numbers", `{"a":12345678901234567890}`, `{"a":12345678901234567891}`, false},
	} {
		if got := len(SameDocument([]byte(tc.a), []byte(tc.b))) == 0; got != tc.same {
			t.Errorf("%s: same = %t", tc.name, got)
		}
	}
}

func TestSameFramesOfACutStream(t *testing.T) {
	whole, part := []Frame{{"a", `{"x":1}`}, {"b", `{"x":2}`}}, []Frame{{"a", `{"x":1}`}, {"b", `{"x`}}
	if found := SameFrames(part, whole[:1], true); found != nil {
		t.Errorf("half an event counts: %v", found)
	}
	if found := SameFrames(whole, whole[:1], true); found == nil {
		t.Error("a whole event that is missing does not count")
	}
}

func TestValueSpans(t *testing.T) {
	doc := `{"a": [1, -2.5e3, "x\"y"], "b": {"c": null}, "": true}`
	var got []string
	for _, s := range valueSpans([]byte(doc)) {
		got = append(got, doc[s[0]:s[1]])
	}
	want := []string{"1", "-2.5e3", `"x\"y"`, `[1, -2.5e3, "x\"y"]`, "null", `{"c": null}`, "true", doc}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestArchive(t *testing.T) {
	text := "# a remark\nkind: request\n-- canonical.json --\n{}\n-- losses.txt --\n"
	a, err := parseArchive([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(a.format()); got != text {
		t.Errorf("got %q", got)
	}
	if a.keys["kind"] != "request" || string(a.section("canonical.json")) != "{}\n" || a.section("losses.txt") != nil {
		t.Errorf("got %+v", a)
	}
}

func TestDiffMessages(t *testing.T) {
	a := &pb.GenerateRequest{Model: "m", Messages: []*pb.Message{{Name: "n", Parts: []*pb.Part{{Id: "1"}}}}}
	b := &pb.GenerateRequest{Model: "m", Messages: []*pb.Message{{Status: "s", Parts: []*pb.Part{{Id: "2"}}}}}
	want := []Finding{
		{"/messages/0/parts/0/id", `"1" against "2"`}, {"/messages/0/name", "missing"}, {"/messages/0/status", "added"},
	}
	if diff := cmp.Diff(want, DiffMessages(a, b)); diff != "" {
		t.Error(diff)
	}
}

func TestTally(t *testing.T) {
	var tally Tally
	tally.Add("law", "a", nil)
	tally.Add("law", "b", Findings([]string{`/messages/3/x: 1 only in the first`, `/messages/4/x: 2 only in the first`}))
	l := tally.laws["law"]
	if l.ran != 2 || l.broken != 1 || l.kinds["/messages/*/x: 1 only in the first"] != 0 {
		t.Errorf("got %+v", l)
	}
	if got := l.summary("claude", "law"); !strings.Contains(got, "1  /messages/*/x: only in the first") {
		t.Error(got)
	}
}

func TestGuardNamesThePlace(t *testing.T) {
	found := Guard(func() []Finding { panic("boom") })
	if len(found) != 1 || !strings.Contains(found[0].What, "boom at adapters/adapterstest/adapterstest_test.go") {
		t.Errorf("got %v", found)
	}
}

// TestExceptions keeps the list of exceptions short and its reasons present.
func TestExceptions(t *testing.T) {
	const corpusFiles, share = 5800, 0.005
	if n := len(exceptions); float64(n) > corpusFiles*share {
		t.Errorf("%d exceptions are too many", n)
	}
	for _, e := range exceptions {
		if e.reason == "" || e.file == "" {
			t.Errorf("an exception needs file and reason: %+v", e)
		}
	}
}
