package validate

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// check is one document under examination: what is known beside its body, and the problems found so far.
type check struct {
	// defs are the named rules of the dialect, which ref refers to.
	defs map[string]rule
	// header and path are those of the HTTP message; nil and "" where not known.
	header http.Header
	path   string
	// status is the status of an error answer.
	status int
	// law names the law being tried, for the reason; "" while the tables of members are tried.
	law      string
	problems []string
}

// fail records a problem at a pointer.
func (c *check) fail(at, reason string, args ...any) {
	if len(args) > 0 {
		reason = fmt.Sprintf(reason, args...)
	}
	if c.law != "" {
		reason += " (" + c.law + ")"
	}
	c.problems = append(c.problems, at+": "+reason)
}

// law is one rule about a whole document that no table of members can say.
type law struct {
	name  string
	check func(c *check, doc any)
}

// obey tries laws in order.
func (c *check) obey(laws []law, doc any) {
	for _, l := range laws {
		c.law = l.name
		l.check(c, doc)
	}
	c.law = ""
}

// document decodes a body, brings it into its normal form, and holds it against all that is known of its kind. The laws
// take the shapes for granted as far as they can: what has the wrong shape was reported by the rule, and reads as absent.
func (c *check) document(body []byte, f form) {
	doc, problems := decode(body)
	c.problems = append(c.problems, problems...)
	if doc == nil {
		if len(problems) == 0 {
			c.fail("", "is null")
		}
		return
	}
	if f.normal != nil {
		doc = f.normal(doc)
	}
	f.shape(c, "", doc)
	c.obey(f.laws, doc)
	c.described("", f.described, doc)
}

// under is the pointer of a member or an element.
func under(at string, step any) string {
	switch s := step.(type) {
	case int:
		return at + "/" + strconv.Itoa(s)
	case string:
		return at + "/" + strings.ReplaceAll(strings.ReplaceAll(s, "~", "~0"), "/", "~1")
	}
	panic("a step is a string or an int")
}
