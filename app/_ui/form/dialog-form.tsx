'use client';
import { Button } from '../button';
import { DialogClose } from '../overlay/dialog';
import { Form, type FormProps } from './form';

/** A form in a `DialogContent`, which Cancel closes. */
export function DialogForm(props: Omit<FormProps, 'layout'>) {
  return (
    <Form
      layout="dialog"
      secondary={
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
      }
      {...props}
    />
  );
}
