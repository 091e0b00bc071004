package scorecard

import "testing"

func TestRender(t *testing.T) {
	got := Render([]Row{
		{"A", "text", "Chat", Pass, ""},
		{"A", "text", "Claude", Fail, "it says nothing"},
		{"A", "images", "Chat", Without, "it has none"},
		{"B", "text", "Claude", Fail, "it says nothing"},
	})
	want := `| Client | Feature | Chat | Claude |
|---|---|---|---|
| A | text | pass | **fail** [1] |
|  | images | – [2] |  |
| B | text |  | **fail** [1] |

[1] it says nothing

[2] it has none
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPut(t *testing.T) {
	got, err := Put("a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n", "x", "new\n")
	if want := "a\n<!-- begin x -->\nnew\n<!-- end x -->\nb\n"; err != nil || got != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	if _, err := Put("a\n", "x", "new\n"); err == nil {
		t.Error("a document without the section is accepted")
	}
}
