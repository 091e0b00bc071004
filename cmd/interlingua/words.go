package main

import (
	"errors"
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func codeWord(c pb.ErrorCode) string { return canon.EnumWord(c.String(), "ERROR_CODE_") }

func classWord(c pb.LossClass) string { return canon.EnumWord(c.String(), "LOSS_CLASS_") }

func actionWord(a pb.LossAction) string { return canon.EnumWord(a.String(), "LOSS_ACTION_") }

// counted is a number of things in words.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// lossLine says a loss in one line for a person.
func lossLine(l *pb.Loss) string {
	refuse := ""
	if l.Refuse {
		refuse = ", refused by default"
	}
	return l.Path + ": " + classWord(l.Class) + " " + actionWord(l.Action) + refuse + ": " + l.Detail
}

// faultText says what is wrong with a document and where: by pointer, or by offset where there is none.
func faultText(f *canon.Fault) string {
	var syntax *jsonx.Error
	if f.Path == "" && errors.As(f.Err, &syntax) {
		return "byte " + strconv.FormatInt(syntax.Offset, 10) + ": " + f.Message
	}
	return f.Error()
}
