package adapterstest

import (
	"bytes"
	"fmt"
	"strings"
)

// archive is the text of one golden: keys and remarks, then named sections in order.
type archive struct {
	head     string
	keys     map[string]string
	sections []section
}

type section struct {
	name string
	data []byte
}

// parseArchive reads a golden.
func parseArchive(text []byte) (archive, error) {
	a := archive{keys: map[string]string{}}
	var head strings.Builder
	for line := range bytes.Lines(text) {
		s := strings.TrimRight(string(line), "\n")
		if name, ok := strings.CutPrefix(s, "-- "); ok && strings.HasSuffix(name, " --") {
			a.sections = append(a.sections, section{name: strings.TrimSuffix(name, " --")})
			continue
		}
		if n := len(a.sections); n > 0 {
			a.sections[n-1].data = append(a.sections[n-1].data, line...)
			continue
		}
		head.Write(line)
		if s == "" || strings.HasPrefix(s, "#") {
			continue
		}
		key, value, ok := strings.Cut(s, ":")
		if !ok {
			return a, fmt.Errorf("line %q is no key, no remark and no section", s)
		}
		a.keys[strings.TrimSpace(key)] = strings.TrimSpace(value)
	}
	a.head = head.String()
	return a, nil
}

// section gives the data of a section, nil if there is none.
func (a *archive) section(name string) []byte {
	for _, s := range a.sections {
		if s.name == name {
			return s.data
		}
	}
	return nil
}

// format writes a golden.
func (a *archive) format() []byte {
	var b bytes.Buffer
	b.WriteString(a.head)
	for _, s := range a.sections {
		fmt.Fprintf(&b, "-- %s --\n%s", s.name, s.data)
		if n := len(s.data); n > 0 && s.data[n-1] != '\n' {
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}
