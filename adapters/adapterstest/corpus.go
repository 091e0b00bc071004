package adapterstest

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// sampleStep is how many files of the corpus stand for one under INTERLINGUA_SAMPLE=1.
const sampleStep = 8

// DialectName is the name of a dialect as paths and commands spell it.
func DialectName(d pb.Dialect) string {
	return strings.ToLower(strings.TrimPrefix(d.String(), "DIALECT_"))
}

// Corpus loads the recorded cases of a dialect in a fixed order, those of neighbour endpoints left out and counted in
// the log. Without a corpus it says so in the log and returns nothing; a corpus that was named but cannot be read fails
// the test in CI.
func Corpus(tb testing.TB, d pb.Dialect) []*Case {
	tb.Helper()
	dir := corpusDir(tb)
	if dir == "" {
		return nil
	}
	root := os.DirFS(dir)
	var cases []*Case
	outside := 0
	for _, kind := range Kinds {
		names, err := fs.Glob(root, path.Join(DialectName(d), string(kind), "*.json"))
		if err != nil {
			tb.Fatal(err)
		}
		slices.Sort(names)
		for i, name := range names {
			if sampled() && i%sampleStep != 0 {
				continue
			}
			c, err := loadCase(root, name)
			if err != nil {
				tb.Fatalf("corpus %s: %v", name, err)
			}
			c.Dialect, c.Kind = d, kind
			if c.OutOfScope() {
				outside++
				continue
			}
			cases = append(cases, c)
		}
	}
	if len(cases) == 0 {
		unreadable(tb, dir, errors.New("no cases of "+DialectName(d)))
	}
	tb.Logf("corpus: %s: %d cases, %d more of neighbour endpoints are out of scope", DialectName(d), len(cases), outside)
	return cases
}

func sampled() bool { return os.Getenv("INTERLINGUA_SAMPLE") == "1" }

// corpusDir finds the corpus; "" for none.
func corpusDir(tb testing.TB) string {
	tb.Helper()
	dir := os.Getenv("INTERLINGUA_CORPUS")
	if dir == "" {
		root, err := moduleRoot()
		if err != nil {
			tb.Fatal(err)
		}
		dir = filepath.Join(root, "..", "shared", "corpus")
	}
	if _, err := os.ReadDir(dir); err != nil {
		unreadable(tb, dir, err)
		return ""
	}
	return dir
}

// unreadable says loudly that there is no corpus, and fails where CI named one.
func unreadable(tb testing.TB, dir string, err error) {
	tb.Helper()
	if os.Getenv("CI") == "true" && os.Getenv("INTERLINGUA_CORPUS") != "" {
		tb.Fatalf("INTERLINGUA_CORPUS=%s cannot be read: %v", dir, err)
	}
	tb.Logf("NO CORPUS at %s (%v): THE CORPUS LAWS DID NOT RUN; set INTERLINGUA_CORPUS to a folder of recordings", dir, err)
}

// moduleRoot walks up from the working directory to go.mod.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("no go.mod above the working directory")
		}
		dir = parent
	}
}

// recording is one file of the corpus.
type recording struct {
	URLPath  string            `json:"url_path"`
	Status   int               `json:"status"`
	Model    string            `json:"model"`
	Headers  map[string]string `json:"headers"`
	PairID   string            `json:"pair_id"`
	Features []string          `json:"features"`
	Body     json.RawMessage   `json:"body"`
	SSE      *string           `json:"sse"`
}

func loadCase(root fs.FS, name string) (*Case, error) {
	data, err := fs.ReadFile(root, name)
	if err != nil {
		return nil, err
	}
	var r recording
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, err
	}
	c := &Case{File: name, Path: r.URLPath, Status: r.Status, Model: r.Model, PairID: r.PairID, Features: r.Features, Body: r.Body}
	if r.SSE != nil {
		c.Body = []byte(*r.SSE)
	} else if path.Base(path.Dir(name)) == string(KindStream) {
		c.Array = true
	}
	c.Header = make(http.Header, len(r.Headers))
	for k, v := range r.Headers {
		c.Header.Set(k, v)
	}
	return c, nil
}
