package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/translate"
	"github.com/spf13/cobra"
)

// jobFlags are the flags that describe one document.
type jobFlags struct {
	kind, from, to, model string
	stream                bool
	path                  string
	headers               []string
	status                int
	requestFile           string
	now                   string
}

// bindSource declares the flags that say what the document is.
func (f *jobFlags) bindSource(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringVar(&f.kind, "kind", "", "what the document is: request, response, stream, error")
	fl.StringVar(&f.from, "from", "", "dialect that it is written in: "+strings.Join(all.Names(), ", "))
	fl.StringVar(&f.model, "model", "", "model name, in place of the one that the request or its URL names")
	fl.BoolVar(&f.stream, "stream", false, "the request asks for a stream, where its URL would say so")
	fl.StringVar(&f.path, "path", "", "URL path of the request")
	fl.StringArrayVar(&f.headers, "header", nil, `HTTP header "Name: value"; may be repeated`)
	fl.IntVar(&f.status, "status", 0, "HTTP status of an error")
	fl.StringVar(&f.requestFile, "request", "", "file with the request behind a response or stream")
	fl.StringVar(&f.now, "now", "", "time of the call (RFC 3339 or Unix seconds), for documents that must carry one")
}

// bindTarget declares the flag that says what to make of it.
func (f *jobFlags) bindTarget(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.to, "to", "", "dialect to write: "+strings.Join(all.Names(), ", "))
}

// job makes a job of the flags; its body is still to come, and its target is left out where no flag names it.
func (f *jobFlags) job(cmd *cobra.Command) (*translate.Job, error) {
	if f.kind == "" {
		return nil, errors.New("--kind is missing: request, response, stream or error")
	}
	j := &translate.Job{Kind: translate.Kind(f.kind), Model: f.model, Path: f.path, Status: f.status, From: all.ByName(f.from)}
	if j.From == nil {
		return nil, unknownDialect("--from", f.from)
	}
	if f.to != "" {
		if j.To = all.ByName(f.to); j.To == nil {
			return nil, unknownDialect("--to", f.to)
		}
	}
	if cmd.Flags().Changed("stream") {
		j.Stream = &f.stream
	}
	var err error
	if j.Header, err = parseHeaders(f.headers); err != nil {
		return nil, err
	}
	if j.Now, err = parseTime(f.now); err != nil {
		return nil, err
	}
	if f.requestFile != "" {
		if j.Behind, err = os.ReadFile(f.requestFile); err != nil {
			return nil, err
		}
	}
	return j, j.Check()
}

func unknownDialect(where, name string) error {
	if name == "" {
		return fmt.Errorf("%s is missing: one of %s", where, strings.Join(all.Names(), ", "))
	}
	return fmt.Errorf("%s %q is not one of %s", where, name, strings.Join(all.Names(), ", "))
}

func parseHeaders(lines []string) (http.Header, error) {
	if len(lines) == 0 {
		return nil, nil
	}
	h := http.Header{}
	for _, l := range lines {
		name, value, ok := strings.Cut(l, ":")
		if !ok {
			return nil, fmt.Errorf("--header %q has no colon", l)
		}
		h.Add(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	return h, nil
}

// parseTime reads a time as RFC 3339 or as Unix seconds; empty is the zero time.
func parseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if seconds, err := strconv.ParseFloat(s, 64); err == nil {
		return time.UnixMilli(int64(seconds * 1000)).UTC(), nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, errors.New("now is neither RFC 3339 nor Unix seconds")
	}
	return t, nil
}
