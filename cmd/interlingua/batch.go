package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// runBatch translates JSON lines, one after the other. A line may be of any length.
func runBatch(stdin io.Reader, stdout io.Writer, strict bool) error {
	in, out := bufio.NewReaderSize(stdin, 1<<16), bufio.NewWriterSize(stdout, 1<<16)
	var w jsonx.Writer
	var buf []byte
	failed := 0
	for n := 1; ; n++ {
		line, readErr := in.ReadBytes('\n')
		if readErr != nil && !errors.Is(readErr, io.EOF) {
			return failure{errors.Join(readErr, out.Flush())}
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			id, r := translateLine(line, n)
			if strict && len(r.Losses) > 0 {
				r = translate.Result{Losses: r.Losses, Fault: strictFault(r.Losses)}
				failed++
			}
			w.Reset(buf[:0])
			lineOut(&w, id, r)
			buf = append(w.Bytes(), '\n')
			if _, err := out.Write(buf); err != nil {
				return failure{err}
			}
		}
		// Whoever feeds lines one by one reads answers one by one.
		if in.Buffered() == 0 || readErr != nil {
			if err := out.Flush(); err != nil {
				return failure{err}
			}
		}
		if readErr != nil {
			break
		}
	}
	if failed > 0 {
		return failure{fmt.Errorf("--strict: %s with losses", counted(failed, "line", "lines"))}
	}
	return nil
}

// translateLine answers one line.
func translateLine(line []byte, n int) (id jsonx.Value, r translate.Result) {
	var in lineIn
	if err := jsonx.Unmarshal(line, &in); err != nil {
		f := &canon.Fault{Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Message: err.Error(), Err: err}
		f.Message = fmt.Sprintf("line %d: %s", n, faultText(f))
		return lineID(line), translate.Result{Fault: f}
	}
	j, err := in.job()
	if err != nil {
		return in.ID, translate.Result{Fault: &canon.Fault{
			Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Message: fmt.Sprintf("line %d: %v", n, err), Err: err,
		}}
	}
	return in.ID, j.Run()
}

// lineID finds the id in a line that is malformed elsewhere.
func lineID(line []byte) jsonx.Value {
	var s jsonx.Scanner
	s.Reset(line)
	if !s.BeginObject() {
		return nil
	}
	for name, ok := s.Next(); ok; name, ok = s.Next() {
		if name == "id" {
			raw, _ := s.Value()
			return jsonx.Value(raw)
		}
	}
	return nil
}

// strictFault is the answer to a line that lost something under --strict.
func strictFault(losses []*pb.Loss) *canon.Fault {
	return &canon.Fault{
		Code: pb.ErrorCode_ERROR_CODE_UNSUPPORTED, Path: losses[0].Path,
		Message: fmt.Sprintf("--strict: %s, the first: %s", counted(len(losses), "loss", "losses"), losses[0].Detail),
	}
}
